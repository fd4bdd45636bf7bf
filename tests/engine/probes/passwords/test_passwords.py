"""Passwords in the clear as they are really written, and the honest lines that look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.passwords import facts
from makegood.engine.probes.passwords.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

CLEAR = [
    ("app.py", "if user.password == request.form['password']:"),
    ("app.py", "if user and user.password == password:"),
    ("app.py", "    if password == user.password:"),
    ("app.py", "user = User.query.filter_by(email=email, password=password).first()"),
    ("app.py", "user = User.objects.get(username=name, password=request.POST['password'])"),
    ("app.py", "new = User(email=form.email.data, password=form.password.data)"),
    ("app.py", "user.password = request.form.get('password')"),
    ("app.py", "db_obj = User.model_validate(user_create, update={'hashed_password': user_create.password})"),
    ("app.py", "user.password_hash = password"),
    ("app.py", "stored = hashlib.md5(password.encode()).hexdigest()"),
    ("app.py", "digest = hashlib.sha256((salt + password).encode()).hexdigest()"),
    ("app.py", "cur.execute('SELECT * FROM users WHERE username = ? AND password = ?', (u, p))"),
    ("auth.js", "if (user.password === req.body.password) {"),
    ("auth.js", "if (user && user.password == password) {"),
    ("auth.ts", "const ok = password === user.password;"),
    ("auth.js", "const user = await User.findOne({ email, password });"),
    ("auth.js", "const user = await User.findOne({ where: { email: email, password: req.body.password } });"),
    ("auth.js", "const hash = crypto.createHash('md5').update(password).digest('hex');"),
    ("auth.js", "const user = { email, passwordHash: password };"),
    ("login.php", "<?php $row = find($name, md5($password));"),
    ("login.rb", "digest = Digest::MD5.hexdigest(password)"),
    ("Login.java", 'String q = "SELECT * FROM users WHERE username = \'" + u + "\' AND password = \'" + p + "\'";'),
]
HONEST = [
    ("config/initializers/jobs.rb", "secure_compare(Digest::SHA256.hexdigest(password), configured_password)"),
    ("app.py", "if check_password_hash(user.password, request.form['password']):"),
    ("app.py", "if password != confirm_password:"),
    ("app.py", "if form.password.data != form.password2.data:"),
    ("app.py", "user = User(email=email, hashed_password=get_password_hash(password))"),
    ("app.py", "user = User.objects.create_user(username=name, password=form.cleaned_data['password'])"),
    ("app.py", "user = authenticate(username=name, password=request.POST['password'])"),
    ("app.py", "login = LoginForm(password=password)"),
    ("app.py", "etag = hashlib.md5(content).hexdigest()"),
    ("app.py", "seen = hashlib.sha1(password.encode()).hexdigest()  # for pwnedpasswords"),
    ("app.py", "conn = connect(user=user, password=settings.DB_PASSWORD)"),
    ("app.py", "# if user.password == password: this was wrong"),
    ("auth.js", "const ok = await bcrypt.compare(password, user.password);"),
    ("auth.js", "if (password !== confirmPassword) {"),
    ("auth.js", "if (user.password === undefined) {"),
    ("auth.js", "const hash = crypto.createHash('md5').update(file).digest('hex');"),
    ("auth.js", "const user = await User.findOne({ email }).select('+password');"),
    ("auth.js", "user.password = await bcrypt.hash(req.body.password, 12);"),
    ("tests/test_login.py", "assert user.password == password"),
]


@pytest.mark.parametrize(("path", "line"), CLEAR)
def test_a_password_in_the_clear_is_found(
    repository: Delivery, looked: Callable[..., Seen], path: str, line: str
) -> None:
    repository.commit({path: f"\n{line}\n"})
    assert looked(PROBE).places(facts.CLEAR) == [(path, 2)]


@pytest.mark.parametrize(("path", "line"), HONEST)
def test_an_honest_line_raises_nothing(repository: Delivery, looked: Callable[..., Seen], path: str, line: str) -> None:
    repository.commit({path: f"\n{line}\n"})
    assert looked(PROBE).places(facts.CLEAR) == []


def test_a_project_that_hashes_when_a_row_is_saved_may_hand_the_password_on(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    hook = "userSchema.pre('save', async function () { this.password = await bcrypt.hash(this.password, 9); });\n"
    repository.commit({"model.js": hook, "auth.js": "user.password = req.body.password;\n"})
    assert looked(PROBE).places(facts.CLEAR) == []


def test_other_languages_are_a_gap(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"login.go": 'package a\n\nvar password = ""\n'})
    assert [gap.cause for gap in looked(PROBE).gaps(facts.CLEAR)] == ["unsupported"]
