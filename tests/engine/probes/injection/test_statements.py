# ruff: noqa: E501  (one case a line)
"""PHP, Ruby, Java, C# and Go without a scanner: one case a line (` ;; ` ends a line), each hole beside its twin."""

from __future__ import annotations

import pytest

from makegood.engine.probes.injection.probe import extract
from tests.costing import at_most

WITHIN = {
    "php": "<?php\n{}\n",
    "ruby": "class A\n def b\n  {}\n end\nend\n",
    "java": "class A {{ void b(HttpServletRequest r, HttpServletResponse res) {{\n {}\n}} }}",
    "csharp": "public class C : Controller {{\n [HttpGet]\n public IActionResult A(string id) {{\n {}\n }} }}",
    "go": "package main\nfunc h(w http.ResponseWriter, r *http.Request) {{\n\t{}\n}}\n",
}
HOLES = {
    "php": r"""
$id=$_GET["id"]; $r=mysqli_query($db,"SELECT * FROM t WHERE id = $id");
$db->query("SELECT * FROM t WHERE a = '".$_POST["a"]."'");
$sql = "DELETE FROM t WHERE id=".$_GET["id"]; $pdo->exec($sql);
DB::select("select * from t where a = '".$request->input("a")."'");
$q->whereRaw("name = '{$request->name}'".$request->get("x"));
$q=$request->query("q"); return User::whereRaw("name like '%$q%'")->get();
system("ping ".$_GET["h"]);
$h=$_GET["h"]; echo shell_exec("ping $h");
include($_GET["page"].".php");
echo "Hello ".$_GET["n"];
unserialize($_COOKIE["c"]);
header("Location: ".$_GET["to"]);
$f=$_GET["f"]; readfile("files/".$f);
$x=file_get_contents($_GET["url"]);
""",
    "ruby": r"""
User.where("name = '#{params[:name]}'")
name = params[:name] ;; User.where("name = '" + name + "'")
ActiveRecord::Base.connection.execute("DELETE FROM t WHERE id = #{params[:id]}")
Order.order("#{params[:sort]} desc")
system("convert #{params[:f]} out.png")
`ping #{params[:h]}`
eval(params[:code])
send_file(File.join("files", params[:n]))
redirect_to params[:to]
Marshal.load(cookies[:c])
HTTParty.get(params[:url])
render html: params[:n].html_safe
""",
    "java": r"""
String a = r.getParameter("a"); s.executeQuery("SELECT * FROM t WHERE a = '" + a + "'");
String sql = String.format("SELECT * FROM t WHERE a = '%s'", r.getParameter("a")); jdbc.queryForList(sql);
Runtime.getRuntime().exec("ping " + r.getParameter("h"));
new File("/srv/" + r.getParameter("f"));
res.sendRedirect(r.getParameter("to"));
res.getWriter().println("<h1>" + r.getParameter("q"));
new URL(r.getParameter("u")).openStream();
""",
    "csharp": r"""
var a = Request.Query["a"]; var c = new SqlCommand("SELECT * FROM t WHERE a = '" + a + "'", db);
var c = new SqlCommand($"SELECT * FROM t WHERE a = '{id}'", db);
db.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{id}'");
cmd.CommandText = "DELETE FROM t WHERE id = " + id;
Process.Start("cmd.exe", "/c ping " + id);
return Redirect(id);
System.IO.File.ReadAllText("files/" + id);
return Content(new HttpClient().GetStringAsync(id).Result);
""",
    "go": r"""
db.Query("SELECT * FROM t WHERE a = '" + r.FormValue("a") + "'")
id := r.URL.Query().Get("id") ;; db.QueryRow(fmt.Sprintf("SELECT * FROM t WHERE id = %s", id))
name := c.Query("name") ;; db.Raw("SELECT * FROM t WHERE n = '" + name + "'").Scan(&u)
exec.Command("sh", "-c", "ping "+r.FormValue("h")).Run()
os.ReadFile("files/" + r.FormValue("f"))
http.Get(r.FormValue("u"))
http.Redirect(w, r, r.FormValue("to"), 302)
q := "SELECT * FROM t ORDER BY " + r.URL.Query().Get("sort") ;; rows, err := db.QueryContext(ctx, q)
""",
}
HARMLESS = {
    "php": r"""
$id=(int)$_GET["id"]; mysqli_query($db,"SELECT * FROM t WHERE id = $id");
$s=$db->prepare("SELECT * FROM t WHERE a = ?"); $s->execute([$_GET["a"]]);
DB::select("select * from t where a = ?", [$request->input("a")]);
system("ping ".escapeshellarg($_GET["h"]));
echo htmlspecialchars($_GET["n"]);
$p=$_GET["p"]; if (!in_array($p, $pages)) { exit; } include($p.".php");
readfile("files/".basename($_GET["f"]));
User::where("name", $request->input("name"))->get();
echo "hello";
$db->query("SELECT 1 FROM t WHERE x = 2");
""",
    "ruby": r"""
User.where("name = ?", params[:name])
User.where(name: params[:name])
User.find(params[:id])
system("convert", params[:f])
redirect_to user_path(params[:id])
id = params[:id].to_i ;; User.where("id = #{id}")
Order.order(created_at: :desc)
send_file(File.join("files", File.basename(params[:n])))
x = params[:a] ;; return unless ALLOWED.include?(x) ;; eval(x)
""",
    "java": r"""
PreparedStatement p = c.prepareStatement("SELECT * FROM t WHERE a = ?"); p.setString(1, r.getParameter("a"));
int a = Integer.parseInt(r.getParameter("a")); s.executeQuery("SELECT * FROM t WHERE a = " + a);
jdbc.queryForList("SELECT * FROM t WHERE a = ?", r.getParameter("a"));
log.info("got " + r.getParameter("a"));
""",
    "csharp": r"""
var c = new SqlCommand("SELECT * FROM t WHERE a = @id", db); c.Parameters.AddWithValue("@id", id);
db.Users.FromSqlInterpolated($"SELECT * FROM Users WHERE Name = {id}");
db.Query<User>("SELECT * FROM t WHERE a = @id", new { id });
return LocalRedirect(id);
var n = int.Parse(id); db.Users.FromSqlRaw("SELECT * FROM t WHERE a = " + n);
return View(db.Users.Where(u => u.Name == id));
if (Url.IsLocalUrl(id)) { return Redirect(id); }
""",
    "go": r"""
db.Query("SELECT * FROM t WHERE a = ?", r.FormValue("a"))
id, err := strconv.Atoi(r.FormValue("id")) ;; db.Query(fmt.Sprintf("SELECT * FROM t WHERE id = %d", id))
exec.Command("ping", r.FormValue("h")).Run()
os.ReadFile(filepath.Join("files", filepath.Base(r.FormValue("f"))))
http.Redirect(w, r, "/users/" + id, 302)
db.Where("name = ?", c.Query("name")).Find(&u)
cache.Get(r.FormValue("k"))
""",
}


def found(language: str, case: str) -> list[object]:
    result = extract(WITHIN[language].format(case.replace(" ;; ", "\n\t")).encode(), language)
    return list(result["hits"]) if isinstance(result, dict) else []


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, case) for language, rows in table.items() for case in rows.strip().split("\n")]


@pytest.mark.parametrize(("language", "case"), cases(HOLES))
def test_each_hole_is_found(language: str, case: str) -> None:
    assert found(language, case)


@pytest.mark.parametrize(("language", "case"), cases(HARMLESS))
def test_its_safe_twin_is_no_lead(language: str, case: str) -> None:
    assert found(language, case) == []


BY_HAND = {
    "php": [
        "class A { function find(string $name) { return $this->db->query(\"SELECT * FROM t WHERE n = '$name'\"); } }",
        'class A { function find($n) { $sql = "DELETE FROM t WHERE n = \'" . $n . "\'";\n $this->pdo->exec($sql); } }',
    ],
    "ruby": [
        "class A < ApplicationRecord\n def self.search(name)\n  where(\"name LIKE '%#{name}%'\")\n end\nend",
        'class A < ApplicationRecord\n scope :named, ->(name) { where("name = \'" + name + "\'") }\nend',
        "def rows(n)\n A.find_by_sql(<<~SQL)\n  SELECT * FROM a\n  WHERE n = '#{n}'\n SQL\nend",
    ],
    "java": [
        'class A { List<U> f(String name) { return jdbc.query("SELECT * FROM u WHERE n = \'" + name + "\'", m); } }',
        'class A { void f(String id) { String s = "DELETE FROM u WHERE id = " + id;\n st.executeUpdate(s); } }',
    ],
    "csharp": [
        "class A { void F(string n) { var c = new SqlCommand($\"SELECT * FROM u WHERE n = '{n}'\", db); } }",
        'class A { void F(string n) { db.Query<U>("SELECT * FROM u WHERE n = \'" + n + "\'"); } }',
    ],
    "go": [
        "package m\nfunc f(n string) {\n\tdb.Query(fmt.Sprintf(\"SELECT * FROM u WHERE n = '%s'\", n))\n}",
        'package m\nfunc f(a, n string) {\n\tq := "SELECT * FROM u WHERE n = \'" + n + "\'"\n\tdb.Exec(q)\n}',
    ],
}
BOUND = {
    "php": [
        "class A { function all(int $id, $table) { return $this->db->query(\"SELECT * FROM $table WHERE id = '$id'\"); } }",
        "class A { function f($n) { $n = $this->db->quote($n); $this->db->query(\"SELECT * FROM t WHERE n = '$n'\"); } }",
    ],
    "ruby": [
        'class A\n def self.search(name)\n  where(\'name LIKE ?\', "%#{name}%").order("#{table_name}.id desc")\n end\nend',
        "class A\n def self.f(name)\n  return unless NAMES.include?(name)\n  where(\"name = '#{name}'\")\n end\nend",
        "def up\n NAMES.each do |old, new|\n  execute(\"UPDATE t SET n = '#{new}' WHERE n = '#{old}'\")\n end\nend",
        "class A\n def self.f(name)\n  raise \"no '#{name}' where it should be\"\n end\nend",
    ],
    "java": [
        'class A { void f(int id, String t) { st.executeQuery("SELECT * FROM " + t + " WHERE id = " + id); } }',
        'class A { void f(String n) { jdbc.query("SELECT * FROM u WHERE n = ?", m, n); } }',
    ],
    "csharp": [
        'class A { void F(string n) { db.Query<U>("SELECT * FROM u WHERE n = @n", new { n }); } }',
        'class A { void F(string n) { db.Users.FromSqlInterpolated($"SELECT * FROM u WHERE n = {n}"); } }',
    ],
    "go": ['package m\nfunc f(n string) {\n\tdb.Query("SELECT * FROM u WHERE n = $1", n)\n}'],
}


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, rows in BY_HAND.items() for text in rows])
def test_a_parameter_put_as_a_value_into_a_command_is_found(language: str, text: str) -> None:
    noted = extract(f"<?php\n{text}".encode() if language == "php" else text.encode(), language)
    assert isinstance(noted, dict)
    assert [(hit[0], hit[-1]) for hit in noted["hits"]] == [("sql", True)]


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, rows in BOUND.items() for text in rows])
def test_a_bound_checked_or_counted_parameter_is_no_lead(language: str, text: str) -> None:
    noted = extract(f"<?php\n{text}".encode() if language == "php" else text.encode(), language)
    assert not isinstance(noted, dict) or noted["hits"] == []


def test_the_place_the_kind_and_the_source_are_told() -> None:
    (hit,) = found("php", "$id = $_GET['id']; ;; mysqli_query($db, \"SELECT a FROM t WHERE id = $id\");")
    assert hit == [
        "sql", "mysqli_query", 3, "mysqli_query($db, \"SELECT a FROM t WHERE id = $id\")", "$_GET", 2, False
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("php", "<?php $_GET['a']; " + "$a = $_GET['x'];\n" * 4_000 + "system($a);" * 400),
        ("php", "<?php $_GET['a']; " + "f(" * 20_000),
        ("ruby", "def a\n" + ' x = params[:a] + "#{" \n' * 3_000 + "end"),
        ("java", "class A { void a(){ r.getParameter(" + "\"'" * 20_000),
    ],
)
def test_hostile_text_costs_no_more_than_its_length(language: str, text: str) -> None:
    with at_most(2):
        extract(text.encode(), language)
