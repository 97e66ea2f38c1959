"""The page in a browser: it asks the network for nothing, and can be searched, sorted and read.

Skipped where Debian's chromium and chromedriver are not installed.
"""

import base64
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program

webdriver = pytest.importorskip("selenium.webdriver")
By = pytest.importorskip("selenium.webdriver.common.by").By
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM or not DRIVER, reason="chromium is not installed"),
    # The driver's own sockets are closed when the interpreter gets round to it.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


@pytest.fixture(scope="module")
def page(panel_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    ledger = folder / "tracker.db"
    ledger.write_bytes(panel_ledger.read_bytes())
    Program(str(ledger))("report", str(folder / "page.html"))
    return (folder / "page.html").as_uri()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService(executable_path=str(DRIVER))
    )
    yield driver
    driver.quit()


@pytest.fixture
def browser(started: Any, page: str) -> Any:
    """The page, freshly opened on a wide light screen."""
    shown(started, width=1280)
    started.get("about:blank")
    started.get_log("browser")
    started.get_log("performance")
    started.get(page)
    return started


def shown(driver: Any, *, width: int, scheme: str = "light") -> None:
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {
            "features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]
        },
    )


def seen(driver: Any) -> list[int]:
    """Return the numbers of the claims that are shown, in their order."""
    script = """return Array.from(document.querySelectorAll("tbody.claim"))
        .filter((body) => body.offsetParent !== null).map((body) => Number(body.dataset.id))"""
    found: list[int] = driver.execute_script(script)
    return found


def waited(driver: Any, condition: str) -> None:
    """Wait until a condition of the page holds."""
    wait = pytest.importorskip("selenium.webdriver.support.ui").WebDriverWait(driver, 10)
    wait.until(lambda one: one.execute_script(f"return {condition}"))


def announced(driver: Any, words: str) -> None:
    waited(driver, f"document.getElementById('found').textContent === {json.dumps(words)}")


def test_nothing_is_asked_of_the_network_and_nothing_fails(browser: Any, page: str) -> None:
    browser.find_element(By.ID, "unfold").click()
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and event["params"]["documentURL"].startswith(page)
    }
    assert page in asked
    assert asked <= {page, "data:,"}
    assert browser.get_log("browser") == []


def test_the_policy_stops_what_would_be_fetched(browser: Any) -> None:
    refused = browser.execute_async_script(
        """const done = arguments[0];
        fetch("https://example.org/").then(() => done("sent"), () => done("refused"))"""
    )
    assert refused == "refused"
    assert "Content Security Policy" in browser.get_log("browser")[0]["message"]


def test_a_search_in_chinese_leaves_what_fits_and_says_how_many(
    browser: Any, panel: Program
) -> None:
    browser.find_element(By.ID, "search").send_keys("范式")
    waited(browser, "document.querySelectorAll('tbody.claim[hidden]').length > 0")
    left = seen(browser)
    fitting = json.loads(panel("list", "--status", "all", "--search", "范式", "-f", "json"))
    assert {claim["id"] for claim in fitting} <= set(left) < set(range(1, 51))
    announced(browser, f"{len(left)} of 50 claims are shown.")
    assert browser.find_element(By.ID, "found").get_attribute("role") == "status"
    for number in left:
        body = browser.find_element(By.ID, f"claim-{number}")
        assert "范式" in body.get_attribute("textContent")
    browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    announced(browser, "All 50 claims are shown.")


def test_words_aliases_and_case_are_found(browser: Any) -> None:
    browser.find_element(By.ID, "search").send_keys("yao SHUNYU openai")
    waited(browser, "document.querySelectorAll('tbody.claim[hidden]').length > 0")
    owners = browser.execute_script(
        """return Array.from(document.querySelectorAll("tbody.claim:not([hidden])"))
        .map((body) => body.dataset.owners)"""
    )
    assert owners
    assert all("姚顺雨" in names for names in owners)


def test_filters_go_together(browser: Any) -> None:
    select = pytest.importorskip("selenium.webdriver.support.ui").Select
    select(browser.find_element(By.ID, "owner")).select_by_value("林俊旸")
    announced(browser, "12 of 50 claims are shown.")
    select(browser.find_element(By.ID, "tag")).select_by_value("china")
    waited(browser, "!document.getElementById('found').textContent.startsWith('12')")
    assert 11 in seen(browser)
    select(browser.find_element(By.ID, "status")).select_by_value("resolved")
    announced(browser, "0 of 50 claims are shown.")


def test_the_keyboard_sorts(browser: Any) -> None:
    assert seen(browser) == list(range(1, 51))
    heading = browser.find_element(By.CSS_SELECTOR, "th[data-sort=id]")
    browser.execute_script("document.querySelector('th[data-sort=id] button').focus()")
    browser.switch_to.active_element.send_keys(Keys.TAB, Keys.TAB, Keys.TAB)
    due = browser.find_element(By.CSS_SELECTOR, "th[data-sort=due]")
    assert browser.switch_to.active_element == due.find_element(By.TAG_NAME, "button")
    days = "return Array.from(document.querySelectorAll('tbody.claim'), (one) => one.dataset.due)"
    for way in ("ascending", "descending"):
        browser.switch_to.active_element.send_keys(Keys.ENTER)
        assert due.get_attribute("aria-sort") == way
        assert heading.get_attribute("aria-sort") is None
        found = browser.execute_script(days)
        dated = [day for day in found if day]
        assert dated == sorted(dated, reverse=way == "descending")
        assert found[len(dated) :] == [""] * (50 - len(dated))


def test_a_claim_unfolds_where_a_link_leads_to_it(browser: Any) -> None:
    details = browser.find_element(By.CSS_SELECTOR, "#claim-1 details")
    assert details.get_attribute("open") is None
    browser.find_element(By.CSS_SELECTOR, ".work a[href='#claim-1']").click()
    waited(browser, "document.querySelector('#claim-1 details').open")


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_no_screen_is_too_narrow(browser: Any, width: int) -> None:
    shown(browser, width=width)
    browser.find_element(By.ID, "unfold").click()
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.execute_script(wide) <= 0


def test_the_dark_is_dark(browser: Any) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = browser.execute_script(ground)
    shown(browser, width=1280, scheme="dark")
    assert light == "rgb(250, 249, 246)"
    assert browser.execute_script(ground) == "rgb(21, 23, 26)"


def test_chinese_quotes_stand_upright_in_a_chinese_font(browser: Any) -> None:
    script = """const quote = document.querySelector("blockquote[lang=zh]");
        const style = getComputedStyle(quote); return [style.fontFamily, style.fontStyle]"""
    family, style = browser.execute_script(script)
    assert all(name in family for name in ("PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei"))
    assert style == "normal"


def test_it_prints_whole(browser: Any) -> None:
    printed = browser.execute_cdp_cmd("Page.printToPDF", {})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF")
    folded = "return document.querySelectorAll('tbody.claim details[open]').length"
    assert browser.execute_script(folded) == 0


def test_without_its_script_all_is_there(started: Any, page: str) -> None:
    started.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        started.get("about:blank")
        started.get(page)
        assert len(started.find_elements(By.CSS_SELECTOR, "tbody.claim details[open]")) == 50
        assert not started.find_element(By.ID, "filters").is_displayed()
        assert started.find_elements(By.CSS_SELECTOR, "th button") == []
        assert started.find_element(By.CSS_SELECTOR, "#claim-11 blockquote").is_displayed()
    finally:
        started.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
