"""The doors that the house itself hangs."""

from django.test import Client


def test_the_administration_signs_in_where_everybody_does(client: Client) -> None:
    response = client.get("/admin/login/")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/accounts/login/?next=%2Fadmin%2Flogin%2F",
    )
