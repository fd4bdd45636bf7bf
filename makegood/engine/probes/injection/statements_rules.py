"""PHP, Ruby, Java, C# and Go: what comes from outside, what is dangerous and what makes harmless.

Only what is nearly certain: a value of a visitor in the text of a command, within one function.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Danger:
    """A call up to its bracket. `at` are the arguments to look at; `composed`: only where a text is put together."""

    kind: str
    call: re.Pattern[str]
    at: tuple[int, ...] = (0,)
    composed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """`given` finds parameters that a framework fills from the address, in a function's head; group 1 is the name."""

    source: re.Pattern[str]
    assigned: re.Pattern[str]
    harmless: re.Pattern[str]
    dangers: tuple[Danger, ...]
    functions: tuple[str, ...]
    ends: str
    given: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None


def _danger(kind: str, call: str, *at: int, composed: bool = False) -> Danger:
    return Danger(kind, re.compile(call), at or (0,), composed)


CHECKED = re.compile(
    r"in_array|array_key_exists|is_numeric|ctype_\w+|preg_match|filter_var"
    r"|\.include\?|\.contains\(|\.Contains\(|\.match|=~"
    r"|TryParse|IsMatch|MatchString|slices\.Contains|allowed|ALLOWED|whitelist|permitted|switch|case |realpath"
    r"|HasPrefix"
    r"|startsWith|StartsWith|start_with|IsLocalUrl|basename|Base\("
)
"""A condition that names a value checks it; what it lets through is trusted."""

PHP = Tongue(
    source=re.compile(
        r"\$_(?:GET|POST|REQUEST|COOKIE)\b|\$(?:this->)?request->(?:input|get|query|post|all|cookie|header)"
        r"\b|\brequest\("
        r"|\bInput::get\(|file_get_contents\(['\"]php://input"
    ),
    assigned=re.compile(r"^\s*(\$\w{1,60})\s*(\.?=)(?!=)\s*(.*)$", re.DOTALL),
    harmless=re.compile(
        r"\bintval\(|\(int\)|\(float\)|floatval\(|escape_string\(|->quote"
        r"\(|escapeshell\w+\(|htmlspecialchars\(|htmlentities\("
        r"|basename\(|abs\(|->validated\(|->validate\(|strip_tags\(|md5"
        r"\(|sha1\(|hash\(|password_hash\(|count\(|strlen\("
        r"|->integer\(|\bin_array\(|\be\(|bcrypt\(|filter_var\(|is_numeric\(|isset\([^)]*\)\s*$|prepare\("
    ),
    dangers=(
        _danger("sql", r"\b(?:mysqli_query|pg_query|mysqli_multi_query)\(", 1, composed=True),
        _danger(
            "sql",
            r"\b(?:mysql_query|sqlite_query)\(|->(?:query|exec|multi_query|prepare|get_results|get_row)\(",
            composed=True,
        ),
        _danger("sql", r"\bDB::(?:raw|select|statement|unprepared|insert|update|delete)\(", composed=True),
        _danger("sql", r"(?:->|::)(?:or)?(?i:where|having|order|select|groupBy|orderBy)Raw\("),
        _danger("command", r"(?<![\w>:$])(?:system|exec|shell_exec|passthru|popen|proc_open)\("),
        _danger("code", r"(?<![\w>:$])(?:eval|assert|create_function)\("),
        _danger("unpickle", r"(?<![\w>:$])unserialize\("),
        _danger(
            "path", r"(?<![\w>:$])(?:file_get_contents|fopen|readfile|unlink|file|highlight_file|file_put_contents)\("
        ),
        _danger("path", r"(?<![\w>:$])(?:include|require)(?:_once)?\b\s*\(?"),
        _danger("ssrf", r"(?<![\w>:$])curl_init\("),
        _danger("ssrf", r"\bHttp::(?:get|post)\("),
        _danger("redirect", r"(?<![\w>:$])header\((?=\s*['\"]Location:\s*['\"])"),
        _danger("xss", r"(?<![\w>:$])(?:echo|print)\b\s*\(?"),
    ),
    functions=("function_definition", "method_declaration", "anonymous_function"),
    ends=";{}",
)
RUBY = Tongue(
    source=re.compile(
        r"\bparams\[|\bparams\.(?:fetch|dig|require)\b|\bcookies\[|\brequest\.(?:params|headers|body|query_string)"
    ),
    assigned=re.compile(r"^\s*(@?\w{1,60})\s*(\+?<?=|<<|\|\|=)(?![=~])\s*(.*)$", re.DOTALL),
    harmless=re.compile(
        r"\.to_i\b|\.to_f\b|\bInteger\(|sanitize_sql|\.quote\(|quote_column|Shellwords|shellescape|File\.basename"
        r"|\.permit\("
        r"|\bh\(|html_escape|ERB::Util|CGI\.escape|\.find_by\(|\.find\(|\.presence_in|\.constantize\b|\.to_date"
        r"|\.present\?|\.blank\?"
    ),
    dangers=(
        _danger(
            "sql",
            r"(?:\.(?:select|from|group)|(?:\.|(?<![\w.:@$]))(?:where|order|having|joins|find_by_sql|pluck|exists\?"
            r"|reorder|delete_all|update_all|execute|exec_query|select_all|select_value|select_rows|exec_update"
            r"|exec_delete))[ (]\s*",
            composed=True,
        ),
        _danger("sql", r"\.(?:re)?order[ (]\s*(?=params|\"\#\{\s*params)|\bArel\.sql[ (]\s*(?=params|\")"),
        _danger("command", r"(?<![\w.:])(?:system|exec|spawn)[ (]\s*", composed=True),
        _danger("command", r"`|%x[\[({]|\bIO\.popen[ (]\s*|\bOpen3\.\w+[ (]\s*(?=\"[^\"]*\#\{)"),
        _danger("code", r"(?<![\w.])(?:eval|instance_eval|class_eval)[ (]\s*|\.constantize|\.send[ (]\s*(?=params)"),
        _danger(
            "unpickle",
            r"\bMarshal\.load[ (]\s*|\bYAML\.(?:unsafe_load|load)[ (]\s*(?!.*(?:safe|permitted))|\bOj\.load[ (]\s*",
        ),
        _danger("path", r"\b(?:File\.(?:read|open|new|delete|write)|IO\.read|send_file|FileUtils\.\w+)[ (]\s*"),
        _danger(
            "ssrf",
            r"\b(?:URI\.open|Net::HTTP\.get|HTTParty\.(?:get|post)|Faraday\.get|RestClient\.(?:get|post))"
            r"[ (]\s*(?:URI[ (])?",
        ),
        _danger("redirect", r"(?<!\w)redirect_to[ (]\s*(?=params|[a-z_]+\s*(?:,|\)|$))"),
        _danger("xss", r"\braw[ (]\s*|render (?:html|inline):\s*"),
    ),
    functions=("method", "singleton_method", "do_block", "lambda"),
    ends="\n",
)
JAVA = Tongue(
    source=re.compile(r"\.get(?:Parameter|Header|QueryString|Cookies)\(|\.getParameterValues\("),
    assigned=re.compile(r"^\s*(?:final\s+)?(?:[\w<>\[\].]{1,60}\s+)?(\w{1,60})\s*(\+?=)(?!=)\s*(.*)$", re.DOTALL),
    harmless=re.compile(
        r"parseInt\(|parseLong\(|valueOf\(|UUID\.fromString|Encode\.for|escapeHtml|encodeForSQL"
        r"|getName\(\)|HtmlUtils|\.equals\("
        r"|URLEncoder|\.length\(\)|setString\(|setParameter\(|FilenameUtils\.getName"
    ),
    dangers=(
        _danger("sql", r"\.(?:executeQuery|executeUpdate|execute|prepareStatement|createNativeQuery|createQuery"
                       r"|queryForList|queryForObject|queryForMap|query|update|addBatch)\(", composed=True),
        _danger("command", r"\.exec\(|\bnew ProcessBuilder\("),
        _danger("code", r"\b(?:engine|scriptEngine|shell|parser)\.(?:eval|evaluate|parseExpression)\("),
        _danger("path", r"\bnew (?:File|FileInputStream|FileReader|FileOutputStream)"
                        r"\(|\bPaths\.get\(|\bPath\.of\(", 0, 1),
        _danger("ssrf", r"\bnew URL\(|\bURI\.create\(|restTemplate\.(?:getForObject|getForEntity|exchange)\("),
        _danger("unpickle", r"\bnew ObjectInputStream\(|\.readObject\(|XMLDecoder\("),
        _danger("redirect", r"\.sendRedirect\("),
        _danger("xss", r"\.getWriter\(\)\.(?:print|println|write|append)\(|\bout\.(?:print|println|write)\("),
    ),
    functions=("method_declaration", "constructor_declaration"),
    ends=";{}",
    given=re.compile(r"@(?:RequestParam|PathVariable|RequestHeader|CookieValue|QueryParam|PathParam|FormParam)"
                     r"(?:\([^()]{0,200}\))?\s+(?:final\s+)?String\s+(\w{1,60})"),
)  # fmt: skip
CSHARP = Tongue(
    source=re.compile(r"\bRequest\.(?:Query|Form|Cookies|Headers|QueryString|Params)\b|\bRequest\["),
    assigned=re.compile(r"^\s*(?:await\s+)?(?:[\w<>\[\].?]{1,60}\s+)?(\w[\w.]{0,60})\s*(\+?=)(?![=>])"
                        r"\s*(.*)$", re.DOTALL),
    harmless=re.compile(
        r"int\.Parse|long\.Parse|Guid\.Parse|Convert\.ToInt|HtmlEncode|HtmlEncoder|GetFileName\(|AddWithValue"
        r"|Parameters\.Add|\.Length\b"
        r"|UrlEncode|EscapeDataString|nameof\(|\.Equals\("
    ),
    dangers=(
        _danger("sql", r"\bnew (?:Sql|Npgsql|MySql|Sqlite|SQLite|OleDb|Odbc)(?:Command|DataAdapter)\(", composed=True),
        _danger("sql", r"\.(?:FromSqlRaw|ExecuteSqlRaw|ExecuteSqlRawAsync|SqlQueryRaw|ExecuteSqlCommand|SqlQuery)"
                       r"(?:<\w+>)?\(", composed=True),
        _danger("sql", r"\.(?:Query|QueryAsync|QueryFirst|QueryFirstOrDefault|QueryFirstOrDefaultAsync"
                       r"|QuerySingle|Execute|ExecuteAsync|ExecuteScalar)(?:<[\w.]+>)?\(", composed=True),
        _danger("sql", r"\.CommandText\s*=\s*", composed=True),
        _danger("command", r"\bProcess\.Start\(|\bnew ProcessStartInfo\(", 0, 1),
        _danger("path", r"\bFile\.(?:ReadAll\w+|Open\w*|Delete|WriteAll\w+|Exists)"
                        r"\(|\bnew FileStream\(|\bPhysicalFile\("),
        _danger("ssrf", r"\.(?:GetAsync|GetStringAsync|GetByteArrayAsync|PostAsync|DownloadString)"
                        r"\(|WebRequest\.Create\("),
        _danger("unpickle", r"BinaryFormatter\(\)\.Deserialize\(|formatte"
                            r"r\.Deserialize\(|LosFormatter\(\)\.Deserialize\("),
        _danger("redirect", r"(?<![\w.])Redirect\(|Response\.Redirect\("),
        _danger("xss", r"Html\.Raw\(|Response\.Write\(|new HtmlString\("),
    ),
    functions=("method_declaration", "local_function_statement"),
    ends=";{}",
    given=re.compile(r"[(,]\s*(?:\[From(?:Query|Route|Form|Header)(?:\([^()]{0,80}\))?\]\s*)?string\??\s+(\w{1,60})"),
    needs=re.compile(r"\[(?:Http(?:Get|Post|Put|Delete|Patch)|Route)\b|\bI?ActionResult\b"),
)  # fmt: skip
GO = Tongue(
    source=re.compile(
        r"\.URL\.Query\(\)|\.FormValue\(|\.PostFormValue\(|\bmux\.Vars\(|chi\.URLParam\(|\b(?:c|ctx)\.(?:Query"
        r"|Param|PostForm|QueryParam|FormValue|Params|DefaultQuery|GetHeader)\("
        r"|\.PathValue\(|\.Header\.Get\("
    ),
    assigned=re.compile(
        r"^\s*(?:var\s+)?(\w{1,60})(?:,\s*\w{1,60})?(?:\s+string)?\s*(:=|\+?=)(?!=)\s*(.*)$", re.DOTALL
    ),
    harmless=re.compile(
        r"strconv\.(?:Atoi|Parse\w+)\(|html\.EscapeString|template\.HTMLEscape|filepath\.Base\(|uuid\.Parse"
        r"|pq\.Quote|url\.QueryEscape"
        r"|url\.PathEscape|\blen\(|path\.Base\(|securejoin"
    ),
    dangers=(
        _danger("sql", r"\.(?:Query|QueryRow|Exec|Raw|Prepare|Queryx|Where|Order|Having)\(", 0, 1, composed=True),
        _danger(
            "sql",
            r"\.(?:QueryContext|QueryRowContext|ExecContext|PrepareContext|GetContext|SelectContext)\(",
            1,
            composed=True,
        ),
        _danger("command", r"\bexec\.Command(?:Context)?\((?=[^\n]{0,60}\"(?:sh|bash|/bin/sh|/bin/bash|cmd)\")", 2, 3),
        _danger("path", r"\b(?:os\.(?:Open|ReadFile|Remove|RemoveAll|Create|WriteFile|OpenFile)|ioutil\.ReadFile)\("),
        _danger("path", r"\bhttp\.ServeFile\(", 2),
        _danger("ssrf", r"\bhttp\.(?:Get|Post|Head)\("),
        _danger("redirect", r"\bhttp\.Redirect\(", 2),
        _danger("redirect", r"\b(?:c|ctx)\.Redirect\(", 1),
        _danger("xss", r"\btemplate\.HTML\("),
    ),
    functions=("function_declaration", "method_declaration", "func_literal"),
    ends="\n",
)
WORTH = {
    "php": re.compile(rb"\$_(?:GET|POST|REQUEST|COOKIE)|request->|request\(\)|Input::|php://input"),
    "ruby": re.compile(rb"\bparams\b|\bcookies\b|\brequest\b"),
    "java": re.compile(
        rb"\.get(?:Parameter|Header|QueryString|Cookies)|@(?:RequestParam|PathVariable|QueryParam|PathParam|FormParam)"
    ),
    "csharp": re.compile(rb"\bRequest\b|\[Http|\[Route|ActionResult"),
    "go": re.compile(
        rb"\.URL\.Query|FormValue|mux\.Vars|URLParam|\.(?:Query|Param|PostForm|QueryParam|Params)\(|PathValue"
        rb"|Header\.Get"
    ),
}
TONGUES = {"php": PHP, "ruby": RUBY, "java": JAVA, "csharp": CSHARP, "go": GO}
