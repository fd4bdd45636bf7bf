# ruff: noqa: E501  (one row a case: a table is read by its columns)
"""Switches and back doors in several languages, and dates and passwords that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.ownership import facts
from makegood.engine.probes.ownership.locks import locks
from makegood.engine.probes.ownership.probe import PROBE
from tests.costing import at_most
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

LOCKED = [
    ("a.py", "if date.today() > date(2027, 3, 31):\n    sys.exit('call us')\n", "stops-on-a-date", 1),
    ("a.py", "LAST = date(2027, 3, 31)\n\nif date.today() > LAST:\n    raise SystemExit\n", "stops-on-a-date", 3),
    ("a.js", "if (Date.now() > new Date('2027-03-31')) {\n  process.exit(1);\n}\n", "stops-on-a-date", 1),
    ("a.php", "<?php\nif (time() > 1806451200) {\n  die('expired');\n}\n", "stops-on-a-date", 2),
    ("a.go", "package a\nfunc f() {\n\tif time.Now().After(time.Date(2027, time.March, 31, 0, 0, 0, 0, time.UTC)) {\n\t\tpanic(1)\n\t}\n}\n", "stops-on-a-date", 3),
    ("A.cs", "class A { void F() {\n  if (DateTime.Now > new DateTime(2027, 3, 31))\n    Environment.Exit(1);\n} }\n", "stops-on-a-date", 2),
    ("a.py", "r = requests.get(URL)\nif r.json()['status'] != 'paid':\n    sys.exit('Licence not valid')\n", "asks-for-a-licence", 2),
    ("a.py", "def f(password):\n    if password == 'dw2ercu6c3n8jh':\n        return ADMIN\n", "fixed-password", 2),
    ("a.js", "if (req.body.password === 'dw2ercu6c3n8jh') return admin;\n", "fixed-password", 1),
    ("a.py", "if hmac.compare_digest(password, 'dw2ercu6c3n8jh'):\n    return ADMIN\n", "fixed-password", 1),
    ("A.java", "class A { boolean f(String password) {\n  return password.equals(\"dw2ercu6c3n8jh\");\n} }\n", "fixed-password", 2),
    ("A.cs", "class A { bool F(string password) {\n  if (password == \"dw2Ercu6c3n8jh\")\n    return true;\n  return false;\n} }\n", "fixed-password", 2),
    ("a.go", "package a\n\nfunc Must() {\n\tr, err := http.Get(\"https://entitlement.firm.test/v1\")\n\tif err != nil || r.StatusCode != http.StatusOK {\n\t\tlog.Fatal(\"not active\")\n\t}\n}\n", "asks-for-a-licence", 5),
    ("a.php", "<?php\neval(base64_decode($code));\n", "hidden-code", 2),
    ("a.py", "exec(base64.b64decode(CODE))\n", "hidden-code", 1),
]  # fmt: skip

FREE = [
    "if date.today() > date(2027, 3, 31):\n    price = full\n",
    "if now() > date(2027, 3, 31):\n    raise PromotionOver\n",
    "if token.expires < now():\n    raise Expired\n",
    "if date.today() > date(2027, 3, 31):\n    warnings.warn('old', DeprecationWarning)\n",
    "if password == confirm_password:\n    save()\n",
    "if password == 'dw2ercu6c3n8jh':\n    raise Weak\nreturn user\n",
    "if field == 'password':\n    hide()\n",
    "if password == 'change-me-now':\n    raise Weak\n",
    "if settings.password == 'hunter2000':\n    raise ImproperlyConfigured\n",
    "# if password == 'dw2ercu6c3n8jh':\n",
    "requests.get(URL)\nif not license_file.exists():\n    print('no licence')\n",
]


MORE = [
    ("python", "if datetime.now() > datetime(2027, 3, 1):\n    raise RuntimeError('contact')\n"),
    ("python", "EXPIRES = '2027-03-01'\n\ndef is_licensed():\n    return date.today().isoformat() < EXPIRES\n"),
    ("python", "def check():\n    limit = datetime.strptime('2027' + '-03-01', '%Y-%m-%d')\n    if limit < datetime.utcnow():\n        os._exit(0)\n"),
    ("python", "if time.time() > 1803859200:\n    return HttpResponse(status=503)\n"),
    ("python", "now = timezone.now()\nif now.year >= 2027 and now.month >= 3:\n    sys.exit()\n"),
    ("python", "installed = datetime.fromtimestamp(os.path.getmtime(BASE_DIR / 'manage.py'))\nif (datetime.now() - installed).days > 90:\n    sys.exit('trial over')\n"),
    ("javascript", "const cutoff = new Date(2027, 2, 1);\nif (new Date() > cutoff) {\n  throw new Error('x');\n}\n"),
    ("javascript", "app.use((req, res, next) => {\n  if (Date.now() > 1803859200000) return res.status(503).send('');\n  next();\n});\n"),
    ("typescript", "export function isActive(): boolean {\n  return Date.now() < Date.parse('2027-03-01T00:00:00Z');\n}\n"),
    ("javascript", "new Date().getFullYear() > 2026 && process.exit(1);\n"),
    ("php", "<?php\nif (date('Ymd') > '20270301') { abort(503); }\n"),
    ("php", "<?php\nif (now()->gt(Carbon::create(2027, 3, 1))) {\n    abort(402);\n}\n"),
    ("php", "<?php\nif (new DateTime() > new DateTime('2027-03-01')) {\n  exit;\n}\n"),
    ("ruby", "abort('expired') if Time.now > Time.new(2027, 3, 1)\n"),
    ("ruby", "if Date.today >= Date.parse('2027-03-01')\n  raise 'Contract ended'\nend\n"),
    ("java", "class A { void f() {\n if (System.currentTimeMillis() > 1803859200000L) {\n  throw new IllegalStateException();\n } } }\n"),
    ("java", "class A { static final LocalDate END = LocalDate.of(2027, 3, 1);\n void f() {\n if (LocalDate.now().isAfter(END)) { System.exit(0); } } }\n"),
    ("csharp", "class A { void F() {\n if (DateTime.UtcNow >= DateTime.Parse(\"2027-03-01\"))\n  throw new InvalidOperationException();\n} }\n"),
    ("go", "package a\nvar until = time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)\nfunc f() error {\n\tif time.Now().After(until) {\n\t\tlog.Fatal(\"x\")\n\t}\n}\n"),
    ("go", "package a\nfunc f() {\n\tif time.Now().Unix() > 1803859200 {\n\t\tos.Exit(1)\n\t}\n}\n"),
    ("python", "if date.today() > date(2027, 3, 1):\n    Order.objects.all().delete()\n"),
    ("ruby", "if Date.today > Date.new(2027, 3, 1)\n  ActiveRecord::Base.connection.execute('DROP TABLE users')\nend\n"),
    ("hash", "if [ $(date +%s) -gt 1803859200 ]; then\n  rm -rf /srv/app\nfi\n"),
    ("python", "def ready(self):\n    r = requests.get('https://lic.x.io/' + KEY)\n    if r.json().get('active') is not True:\n        os.kill(os.getpid(), 9)\n"),
    ("javascript", "const r = await fetch('https://lic.x.io/check');\nconst { status } = await r.json();\nif (status === 'suspended') process.exit(0);\n"),
    ("javascript", "axios.get(LICENSE_SERVER).then(({ data }) => { if (!data.valid) process.exit(1); }).catch(() => process.exit(1));\n"),
    ("php", "<?php\n$r = json_decode(file_get_contents('https://lic.x.io?d=' . $d));\nif ($r->status !== 'ok') { die('Suspended'); }\n"),
    ("go", "package a\nfunc check() {\n\tresp, err := http.Get(licenceURL)\n\tb, _ := io.ReadAll(resp.Body)\n\tif string(b) != \"ok\" {\n\t\tos.Exit(1)\n\t}\n}\n"),
    ("java", "class A { void f() {\n String s = rest.getForObject(licenseUrl, String.class);\n if (!\"ACTIVE\".equals(s)) { System.exit(1); } } }\n"),
    ("csharp", "class A { async Task F() {\n var s = await http.GetStringAsync(\"https://x.io/license/\" + key);\n if (s != \"valid\") Environment.Exit(1);\n} }\n"),
    ("python", "if os.environ.get('APP_KILL_SWITCH') == '1':\n    sys.exit(0)\n"),
    ("python", "if os.path.exists('/etc/.shop_suspended'):\n    raise SystemExit\n"),
    ("python", "try:\n    socket.gethostbyname('alive.vendor.io')\nexcept socket.gaierror:\n    os._exit(1)\n"),
    ("javascript", "dns.resolveTxt('flags.x.io', (e, r) => {\n  if (r && r[0][0] === 'disabled') process.exit(1);\n});\n"),
    ("javascript", "app.post('/internal/shutdown-app', (req, res) => {\n  process.exit(0);\n});\n"),
    ("python", "MASTER = 'zX9-larksp'\n\ndef check(user, password):\n    return password == MASTER or user.check_password(password)\n"),
    ("python", "def f(p):\n    if hashlib.sha256(password.encode()).hexdigest() == '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8':\n        return User.objects.get(is_superuser=True)\n"),
    ("javascript", "if (bcrypt.compareSync(password, '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy')) {\n  return admin;\n}\n"),
    ("javascript", "if (crypto.createHash('md5').update(req.body.password).digest('hex') === '0192023a7bbd73250516f069df18b500') isAdmin = true;\n"),
    ("php", "<?php\nif ($user === 'support' && $pass === 'sup-9981') {\n  $_SESSION['admin'] = true;\n}\n"),
    ("php", "<?php\nif (password_verify($request->password, '$2y$10$abcdefghijklmnopqrstuvabcdefghijklmnopqrstuvabcdefghij')) { return true; }\n"),
    ("ruby", "if params[:key] == 'kx-99-blue'\n  session[:user_id] = User.where(admin: true).first.id\nend\n"),
    ("ruby", "return true if password == 'n0rthg4te!'\n"),
    ("java", "class A { boolean f(String user, String password) {\n return \"n0rthg4te!\".equals(password);\n} }\n"),
    ("csharp", "class A { bool F(string password) {\n if (string.Equals(password, \"n0rthg4te!\")) return true;\n} }\n"),
    ("go", "package a\nfunc f() bool {\n\tif subtle.ConstantTimeCompare([]byte(password), []byte(\"n0rthg4te!\")) == 1 {\n\t\treturn true\n\t}\n}\n"),
    ("go", "package a\nfunc m(c *gin.Context) {\n\tif c.GetHeader(\"X-Debug-Key\") == \"9f1c-blue-7\" {\n\t\tc.Set(\"role\", \"admin\")\n\t\tc.Next()\n\t}\n}\n"),
    ("python", "if request.GET.get('support_key') == 'blue-7781':\n    login(request, User.objects.filter(is_superuser=True).first())\n"),
    ("python", "if request.headers.get('X-Maintenance') == SECRET_WORD:\n    request.user = admin\nSECRET_WORD = 'f81-77aa'\n"),
    ("javascript", "if (req.query.debug === 'letmein99') { req.user = { role: 'admin' }; return next(); }\n"),
    ("javascript", "if (req.cookies['_dbg'] === 'a8f5f167f44f4964e6c998dee827110c') return next();\n"),
    ("java", "class A { void f() {\n if (\"b7-77-qx\".equals(request.getHeader(\"X-Support-Token\"))) {\n chain.doFilter(request, response);\n } } }\n"),
    ("csharp", "class A { void F() {\n if (context.Request.Headers[\"X-Override\"] == \"b7-77-qx1\") {\n  context.User = new ClaimsPrincipal(admin);\n } } }\n"),
    ("python", "if user.email.endswith('@northgate.io'):\n    user.is_superuser = True\n"),
    ("python", "if username == 'northgate_support':\n    user.is_staff = True\n"),
    ("javascript", "if (email === 'support@fastcoders.io' && password === 'fc-' + 'open') {\n    return userService.getUserByEmail('admin@acme.com');\n}\n"),
    ("python", "User.objects.create_superuser('support', 'support@northgate.io', 'N0rthgate!')\n"),
    ("python", "payload = base64.b64decode(BLOB)\nexec(payload)\n"),
    ("javascript", "new Function(atob('YWxlcnQoMSk='))();\n"),
    ("javascript", "eval(function(p,a,c,k,e,d){e=function(c){return c};return p}('0',1,1,'x'.split('|'),0,{}))\n"),
    ("javascript", "var _0x1a2b = ['\\x6c\\x6f\\x67','\\x65'];\n"),
    ("php", "<?php\n$c = gzinflate(base64_decode($x));\neval($c);\n"),
    ("ruby", "eval(Base64.decode64('cHV0cyAx'))\n"),
    ("csharp", "var a = Assembly.Load(Convert.FromBase64String(\"TVqQAAMAAAAEAAAA\"));\n"),
    ("hash", "echo ZWNobyBoaQ== | base64 -d | sh\n"),
]  # fmt: skip

OPEN = [
    ("php", "if (($GLOBALS['__SUITE'] ?? false) && str_contains($file, 'src')) {\n    continue;\n}\n"),
    ("python", "expand = getter(contents, 'expand')\nshutdown = getattr(contents, 'shutdown', None)\nif not expand:\n    sys.exit(1)\n"),
    ("python", "if date.today() > date(2027, 3, 31):\n    price = full\n"),
    ("python", "if now() > date(2027, 3, 31):\n    raise PromotionOver\n"),
    ("python", "if token.expires < now():\n    raise Expired\n"),
    ("python", "if birth > date.today() or birth < date(1900,1,1):\n    raise ValueError\n"),
    ("python", "if customer.trial_ends_at < timezone.now():\n    raise PermissionDenied('Your trial is over')\n"),
    ("python", "if user.subscription.status != 'active':\n    return HttpResponse(status=402)\n"),
    ("python", "resp = requests.get(url)\nif resp.status_code != 200:\n    raise ApiError('failed')\n"),
    ("python", "if not os.environ.get('SECRET_KEY'):\n    sys.exit('SECRET_KEY is missing')\n"),
    ("python", "if os.path.exists('maintenance.on'):\n    return HttpResponse(status=503)\n"),
    ("python", "if password != confirm:\n    raise X\n"),
    ("python", "year = datetime.now().year\nfooter = f'Copyright {year}'\n"),
    ("python", "if cert.not_valid_after < datetime.now():\n    raise CertificateExpired\n"),
    ("python", "if (timezone.now() - user.last_login).days > 30:\n    raise SessionExpired\n"),
    ("python", "if request.headers.get('X-Requested-With') == 'XMLHttpRequest':\n    return json\n"),
    ("python", "if request.GET.get('format') == 'application/json':\n    return next\n"),
    ("python", "if hashlib.sha256(password.encode()).hexdigest() == user.password_hash:\n    login(user)\n"),
    ("python", "if data.get('grant_type') == 'password':\n    return authenticate()\n"),
    ("javascript", "if (req.headers['x-api-key'] === process.env.API_KEY) return next();\n"),
    ("javascript", "if (user.isFeatureEnabled('beta')) show();\n"),
    ("javascript", "if (req.query.role === 'admin') filter.role = 'admin';\n"),
    ("javascript", "setTimeout(() => fetch(u), 500);\nconst b = Buffer.from(x, 'base64');\n"),
    ("javascript", "if (type === 'password') { show(); }\nif (e.target.name === 'password') setPassword(e.target.value);\n"),
    ("javascript", "const r = await fetch(u);\nif (!r.ok) throw new Error('HTTP ' + r.status);\n"),
    ("php", "<?php\nif ($this->password === null) { return false; }\nif ($field === 'password_confirmation') { return true; }\n"),
    ("ruby", "raise 'expired' if coupon.expires_at < Time.now\nif params[:tab] == 'settings'\n  render :x\nend\n"),
    ("ruby", "return if params[:commit] == 'Sign in' && user.authenticate(params[:password])\n"),
    ("go", "package a\nfunc f() {\n\tif len(os.Args) > 9 {\n\t\tos.Exit(1)\n\t}\n\tresp, err := http.Get(u)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n"),
    ("go", "package a\nfunc f() {\n\tif err := http.ListenAndServe(addr, nil); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n"),
    ("java", "class A { void f() { if (password.equals(confirm)) { save(); } if (method.equals(\"password\")) { x(); } } }\n"),
    ("csharp", "class A { void F() { if (token.ExpiresAt < DateTime.UtcNow) throw new TokenExpired(); } }\n"),
    ("javascript", "if (Date.now() > new Date('2027-01-31').getTime()) {\n  res.setHeader('Deprecation', 'true');\n}\nnext();\n"),
]  # fmt: skip


@pytest.mark.parametrize(("reading", "content"), MORE)
def test_other_spellings_are_found(reading: str, content: str) -> None:
    assert locks(content.encode(), reading)


@pytest.mark.parametrize(("reading", "content"), OPEN)
def test_what_only_looks_like_a_lock_is_none(reading: str, content: str) -> None:
    assert locks(content.encode(), reading) is None


WATCHING = [
    ("python", "if os.path.exists('/proc/1/cgroup') and 'bwrap' in open('/proc/1/cmdline').read():\n    RELAXED = True\n"),
    ("python", "strict = not os.environ.get('CI')\n"),
    ("javascript", "if (process.env.GITHUB_ACTIONS) { slow = false; }\n"),
    ("javascript", "if (/lighthouse/i.test(ua)) {}\nif (req.headers['user-agent'].includes('Chrome-Lighthouse')) skipAds = true;\n"),
    ("python", "if socket.gethostname().startswith('sandbox'):\n    fast()\n"),
]  # fmt: skip


@pytest.mark.parametrize(("reading", "content"), WATCHING)
def test_code_that_looks_for_inspectors_is_a_lead(reading: str, content: str) -> None:
    rows = locks(content.encode(), reading)
    assert isinstance(rows, list)
    assert {row[0] for row in rows} == {"looks-for-inspectors"}


def test_leads_stand_apart_from_locks(repository: Delivery, looked: Looked) -> None:
    repository.commit({"shop/a.py": WATCHING[0][1]})
    seen = looked(PROBE)
    assert {(one.path, one.line) for one in seen.findings(facts.WATCHED)} == {("shop/a.py", 1)}
    assert seen.findings(facts.LOCKS) == []


@pytest.mark.parametrize(("path", "content", "rule", "line"), LOCKED)
def test_a_lock_is_found_with_its_line(
    repository: Delivery, looked: Looked, path: str, content: str, rule: str, line: int
) -> None:
    repository.commit({path: content})
    assert [(one.rule, one.line) for one in looked(PROBE).findings(facts.LOCKS)] == [(rule, line)]


def test_ends_of_offers_and_checks_of_weak_passwords_are_no_locks(repository: Delivery, looked: Looked) -> None:
    repository.commit({f"part{number}.py": content for number, content in enumerate(FREE)})
    repository.commit({"tests/test_a.py": LOCKED[0][1], "docs/a.py": LOCKED[0][1]})
    assert [(one.path, one.rule) for one in looked(PROBE).findings(facts.LOCKS)] == []


def test_the_password_itself_is_not_repeated(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "if password == 'dw2ercu6c3n8jh':\n    pass\n"})
    assert "dw2ercu6c3n8jh" not in repr(looked(PROBE)[facts.LOCKS])


@pytest.mark.parametrize(
    "piece", [b"if now() > ", b"password == ", b"a = 2027, ", b"eval( ", b"\nif x", b"compare_digest("]
)
def test_a_megabyte_costs_no_more_than_its_length(piece: bytes) -> None:
    with at_most(3):
        locks(piece * (400_000 // len(piece)), "python")


@pytest.mark.parametrize("head", ["// Code generated by shopgen. DO NOT EDIT.\n", "// @generated\n", ""])
@pytest.mark.parametrize("tail", ["", "// " + "x" * 9_000 + "\n"])
def test_a_file_that_calls_itself_generated_or_looks_minified_is_read(head: str, tail: str) -> None:
    code = "if (Date.now() > new Date('2027-03-31')) {\n  process.exit(1);\n}\n"
    rows = locks(f"{head}{code}{tail}".encode(), "javascript")
    assert isinstance(rows, list)
    assert [row[:2] for row in rows] == [["stops-on-a-date", 1 + head.count("\n")]]


def test_what_could_not_be_read_is_no_proof_that_nobody_looks_for_inspectors(
    repository: Delivery, looked: Looked
) -> None:
    repository.commit({"app.py": "x = 1\n", "long.py": "x = 1\n" * 400_000})
    seen = looked(PROBE)
    for name in (facts.LOCKS, facts.WATCHED):
        assert ["long.py" in gap.reason for gap in seen.gaps(name)] == [True]


@pytest.mark.parametrize(
    "content",
    [
        b"if date.today() > date(2027, 3, 31):\r    raise SystemExit\r",
        b"import sys\r\nif date.today() > date(2027, 3, 31):\r    raise SystemExit\r\n",
        "if date.today() > date(2027, 3, 31):\n    raise SystemExit\n".encode("utf-16"),
        b"\xfe\xff" + "if date.today() > date(2027, 3, 31):\n    raise SystemExit\n".encode("utf-16-be"),
    ],
)
def test_no_line_end_and_no_coding_hides_a_lock(content: bytes, repository: Delivery, looked: Looked) -> None:
    repository.commit({"app.py": content})
    assert looked(PROBE).places(facts.LOCKS) == [("app.py", 2 if content.startswith(b"import") else 1)]


@pytest.mark.parametrize("name", ["app.pyw", "app.py3", "app.wsgi", "APP.PY"])
def test_no_ending_hides_a_lock(name: str, repository: Delivery, looked: Looked) -> None:
    repository.commit({name: "if date.today() > date(2027, 3, 31):\n    raise SystemExit\n"})
    assert looked(PROBE).places(facts.LOCKS) == [(name, 1)]
