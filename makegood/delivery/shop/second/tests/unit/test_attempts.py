from larkspur.accounts.attempts import MOST, WINDOW_SECONDS, Attempts


def test_ten_wrong_passwords_bring_a_rest() -> None:
    attempts = Attempts()
    for moment in range(MOST):
        assert not attempts.is_resting("rosa@garden.test", now=moment)
        attempts.failed("rosa@garden.test", now=moment)
    assert attempts.is_resting("rosa@garden.test", now=MOST)


def test_the_rest_ends() -> None:
    attempts = Attempts()
    for _ in range(MOST):
        attempts.failed("rosa@garden.test", now=0)
    assert not attempts.is_resting("rosa@garden.test", now=WINDOW_SECONDS)


def test_others_are_not_held_up() -> None:
    attempts = Attempts()
    for _ in range(MOST):
        attempts.failed("rosa@garden.test", now=0)
    assert not attempts.is_resting("sam@garden.test", now=1)
