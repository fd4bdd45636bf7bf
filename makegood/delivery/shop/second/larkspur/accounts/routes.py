"""Opening an account, signing in and out."""

from larkspur.accounts.attempts import Attempts
from larkspur.accounts.customers import open_account, sign_in
from larkspur.accounts.guards import customer_required
from larkspur.accounts.sessions import COOKIE, cookie, end_session, start_session
from larkspur.http.application import Routes
from larkspur.http.request import Request
from larkspur.http.response import Problem, Response


def account_routes(secure_cookies: bool) -> Routes:
    """The routes; over plain http (a developer's machine) cookies cannot be marked secure."""
    accounts = Routes()
    attempts = Attempts()

    def signed_in(request: Request, customer: int, status: int) -> Response:
        token = start_session(request.database, customer)
        return Response({"customer": customer}, status, headers=[cookie(token, secure_cookies)])

    @accounts.post("/api/accounts")
    def open_one(request: Request) -> Response:
        password = request.text("password", 200)
        customer = open_account(
            request.database, request.text("email"), request.text("name"), password
        )
        return signed_in(request, customer, 201)

    @accounts.post("/api/session")
    def sign_in_here(request: Request) -> Response:
        email = request.text("email").lower()
        if attempts.is_resting(email):
            raise Problem(429, "Too many attempts. Please try again in a quarter of an hour.")
        customer = sign_in(request.database, email, request.text("password", 200))
        if customer is None:
            attempts.failed(email)
            raise Problem(401, "The e-mail address or the password is wrong.")
        return signed_in(request, customer, 200)

    @accounts.delete("/api/session")
    @customer_required
    def sign_out(request: Request) -> Response:
        end_session(request.database, request.cookies[COOKIE])
        return Response(status=204, headers=[cookie("", secure_cookies, 0)])

    return accounts
