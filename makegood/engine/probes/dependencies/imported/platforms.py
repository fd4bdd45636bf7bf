# ruff: noqa: E501  (a list of names)
"""What stands ready without any package: the standard libraries, and programs whose plug-ins import their host."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GONE_FROM_PYTHON = _words(
    "__builtin__ __builtins__ __main__ _winreg anydbm asynchat asyncore audioop BaseHTTPServer binhex bsddb cgi cgitb"
    " CGIHTTPServer chunk commands ConfigParser Cookie cookielib copy_reg cPickle crypt cStringIO dbhash distutils"
    " DocXMLRPCServer dummy_thread dumbdbm exceptions fl fm formatter FCNTL future_builtins gdbm gl htmlentitydefs htmllib"
    " HTMLParser httplib imageop imghdr imp imputil itertools lib2to3 mailcap md5 mhlib mimetools MimeWriter mimify msilib"
    " msvcrt multifile new nis nntplib nt nturl2path ossaudiodev parser pipes popen2 posixfile pydoc_data Queue repr"
    " rexec rfc822 robotparser sets sgmllib sha SimpleHTTPServer SimpleXMLRPCServer smtpd sndhdr SocketServer spwd sre"
    " statvfs StringIO strop sunau symbol telnetlib test thread Tkinter tkMessageBox tkFileDialog toaiff ttk urllib2"
    " urlparse user UserDict UserList UserString uu whichdb xdrlib xmlrpclib compression annotationlib"
    # Always beside Python, or brought by the program that the code runs inside.
    " setuptools pkg_resources pip wheel ensurepip _typeshed __pypy__ gi dbus bpy maya pymel hou unreal nuke pcbnew adsk"
    " idaapi idc idautils sublime sublime_plugin xbmc xbmcgui xbmcplugin xbmcaddon frappe erpnext odoo openerp"
    " micropython machine utime ujson uos usocket network js pyodide _pydevd_bundle pydevd ghidra java javax org com"
    " google_colab dbutils awsglue apt apt_pkg rpm dnf yum libvirt winreg clr mod_wsgi uwsgi uwsgidecorators"
)

NODE = _words(
    "_http_agent _http_client _http_common _http_server assert async_hooks buffer child_process cluster console"
    " constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path"
    " perf_hooks process punycode querystring readline repl sea sqlite stream string_decoder sys test timers tls"
    " trace_events tty url util v8 vm wasi worker_threads zlib"
    # Brought by the program that the code runs inside, or made by its bundler.
    " bun vscode k6 meteor electron-main server-only client-only photoshop uxp figma atom cordova exports rhino"
    " styled-jsx ember sketch firebase-tools-with-isolate __STATIC_CONTENT_MANIFEST"
)

RUBY = _words(
    "English abbrev base64 benchmark bigdecimal bundler bundler/setup cgi coverage csv date datetime dbm debug delegate"
    " digest did_you_mean drb e2mmap enumerator erb error_highlight etc expect fcntl fiber fiddle fileutils find"
    " forwardable gdbm getoptlong io ipaddr irb json logger mathn matrix minitest mkmf monitor mutex_m net nkf objspace"
    " observer open-uri open3 openssl optparse ostruct pathname pp prettyprint prime profile profiler pstore psych pty"
    " racc rational rake rbconfig rdoc readline reline resolv resolv-replace rexml rinda ripper rss rubygems scanf sdbm"
    " securerandom set shell shellwords singleton socket stringio strscan sync syck syslog tempfile test-unit thread"
    " thwait time timeout tmpdir tracer tsort un unicode_normalize unicode_normalize uri vector weakref webrick win32ole"
    " xmlrpc yaml zlib random complex continuation ruby2_keywords open_uri bundler io/console jruby java"
)
