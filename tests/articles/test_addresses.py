import pytest

from articles.addresses import (
    domain_of,
    is_public_ip,
    is_same_site,
    normalise_url,
    parent_domains,
    parse_url,
)
from articles.errors import FetchError


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.8.8.8", id="loopback-net"),
        pytest.param("0.0.0.0", id="this-host"),  # noqa: S104
        pytest.param("10.1.2.3", id="private-10"),
        pytest.param("172.16.0.1", id="private-172"),
        pytest.param("192.168.1.1", id="private-192"),
        pytest.param("169.254.169.254", id="metadata"),
        pytest.param("100.64.0.1", id="cgnat"),
        pytest.param("192.0.0.192", id="oracle-metadata"),
        pytest.param("192.88.99.1", id="6to4-relay"),
        pytest.param("198.18.0.1", id="benchmark"),
        pytest.param("203.0.113.9", id="documentation"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("239.255.255.250", id="ssdp"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::", id="v6-unspecified"),
        pytest.param("::1", id="v6-loopback"),
        pytest.param("::ffff:127.0.0.1", id="v6-mapped-loopback"),
        pytest.param("::ffff:93.184.215.14", id="v6-mapped-public"),
        pytest.param("::127.0.0.1", id="v6-compatible"),
        pytest.param("64:ff9b::7f00:1", id="nat64"),
        pytest.param("64:ff9b:1::7f00:1", id="nat64-local"),
        pytest.param("2002:7f00:1::", id="6to4-loopback"),
        pytest.param("2001::1", id="teredo"),
        pytest.param("2001:db8::1", id="v6-documentation"),
        pytest.param("fe80::1", id="v6-link-local"),
        pytest.param("fe80::1%eth0", id="v6-scope"),
        pytest.param("fec0::1", id="v6-site-local"),
        pytest.param("fd00:ec2::254", id="v6-metadata"),
        pytest.param("ff02::1", id="v6-multicast"),
        pytest.param("localhost", id="a-name"),
        pytest.param("", id="nothing"),
    ],
)
def test_an_address_inside_a_private_network_is_not_public(address):
    assert not is_public_ip(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
)
def test_an_address_of_the_internet_is_public(address):
    assert is_public_ip(address)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://127.0.0.1/", id="loopback"),
        pytest.param("http://127.1/", id="short"),
        pytest.param("http://2130706433/", id="decimal"),
        pytest.param("http://0x7f000001/", id="hex"),
        pytest.param("http://0x7f.0.0.1/", id="hex-part"),
        pytest.param("http://0177.0.0.1/", id="octal"),
        pytest.param("http://017700000001/", id="octal-whole"),
        pytest.param("http://127.0.0.1./", id="trailing-dot"),
        pytest.param("http://[::1]/", id="v6"),
        pytest.param("http://[::ffff:7f00:1]/", id="v6-mapped"),
        pytest.param("http://localhost/", id="localhost"),
        pytest.param("http://LOCALHOST./", id="localhost-shouted"),
        pytest.param("http://db.internal/", id="internal"),
        pytest.param("http://intranet/", id="one-label"),
        pytest.param("http://169.254.169.254/latest/meta-data/", id="metadata"),
        pytest.param("https://news.example:8443/", id="port"),
        pytest.param("http://news.example:22/", id="ssh"),
        pytest.param("https://editor:word@news.example/", id="credentials"),
        pytest.param("https://news.example@127.0.0.1/", id="credentials-hide-host"),
    ],
)
def test_an_address_that_must_not_be_asked_is_refused_before_any_look_up(url):
    with pytest.raises(FetchError):
        parse_url(url)


@pytest.mark.parametrize(
    "url",
    ["", "news", "ftp://news.example/", "file:///etc/hostname", "javascript:alert(1)", "https://", "http://[::1",
     "https://news.example/" + "a" * 1_000, "gopher://news.example/", "https://exa mple.example/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(FetchError):
        parse_url(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example:443/a#part", "https://news.example/a"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example/a?utm_source=x&id=7&fbclid=9", "https://news.example/a?id=7"),
        ("https://news.example/a?id=7&empty=", "https://news.example/a?id=7&empty="),
        ("https://news.example/a?q=%20b", "https://news.example/a?q=%20b"),
        ("https://news.example./a", "https://news.example/a"),
        ("http://news.example:80/a", "http://news.example/a"),
    ],
)
def test_an_address_has_one_spelling(url, expected):
    assert normalise_url(url) == expected
    assert normalise_url(expected) == expected


def test_a_domain_is_the_host_without_www():
    assert domain_of("https://www.news.example/a") == "news.example"
    assert parent_domains("sport.news.example") == ["sport.news.example", "news.example"]
    assert parent_domains("news.example") == ["news.example"]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("https://www.news.example/b", True),
        ("https://amp.news.example/b", True),
        ("https://badnews.example/", False),
        ("https://other.example/", False),
        ("", False),
    ],
)
def test_one_site_is_a_domain_and_those_below_it(other, expected):
    assert is_same_site("https://news.example/a", other) is expected
