import * as assert from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { z } from "zod";
import { fullPage, SUCCEEDED } from "../functions/daily-report/full-page";
import { startBrowser } from "../servers/browser";

/** Rows that no check would tell from those before them; there are so many that each would take seconds. */
const MORE_OF_THE_SAME = "tbody tr:nth-child(n+6)";

const hasFocus = async (element: Locator): Promise<boolean> =>
  (await element.and(element.page().locator(":focus")).count()) === 1;

const Violations = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

describe("the report's page in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: http.Server;
  let url: string;
  const opened: Page[] = [];

  before(async () => {
    const html = await fullPage();
    server = http.createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address: AddressInfo | string | null = server.address();
    assert.ok(typeof address === "object" && address !== null);
    url = `http://127.0.0.1:${address.port}/`;
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
  });

  const faults: string[] = [];
  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (
      await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    ).newPage();
    opened.push(page);
    faults.length = 0;
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on("console", (message) => faults.push(message.text()));
    await page.goto(url);
    if (options.javaScriptEnabled !== false) await page.locator("#filter").waitFor();
    return page;
  }

  const group = (page: Page, status: string, section = 0) =>
    page.locator(`details[data-section="${section}"][data-status="${status}"]`);
  const column = async (page: Page, status: string, position: number) =>
    group(page, status).locator(`tbody td:nth-child(${position})`).allInnerTexts();
  const heading = (page: Page, status: string, name: string) =>
    group(page, status).getByRole("columnheader", { name });

  it("runs without an error, and no request leaves it", async () => {
    const requests: string[] = [];
    const page = await open();
    page.on("request", (request) => requests.push(request.url()));
    await page.reload();
    await page.locator("#filter").waitFor();
    await group(page, "succeeded").locator("summary").click();
    assert.deepEqual(requests, [url]);
    assert.deepEqual(faults, []);
    assert.equal(await page.title(), "Ingests, Friday 12 June 2026");
  });

  it("runs nothing that others wrote, even if it were not escaped", async () => {
    const page = await open();
    await page.evaluate(
      `document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='document.title=1'>")`,
    );
    await page.waitForTimeout(50);
    assert.equal(await page.title(), "Ingests, Friday 12 June 2026");
    assert.match(faults.join("\n"), /Content Security Policy/);
  });

  it("shows at first what is bad, and what succeeded when it is asked for", async () => {
    const page = await open();
    assert.deepEqual((await column(page, "unknown-failure", 3)).slice(0, 3), [
      "b10",
      `<script>document.title="taken"</script>`,
      "b12345678",
    ]);
    assert.equal(await group(page, "succeeded").locator("tbody tr").count(), 0);
    await page.getByRole("link", { name: "1,001 succeeded" }).click();
    assert.equal(await group(page, "succeeded").locator("tbody tr").count(), 200);
    await group(page, "succeeded").getByRole("button", { name: "Show 200 more of 801" }).click();
    assert.equal(await group(page, "succeeded").locator("tbody tr").count(), 400);
    for (const left of [601, 401, 201])
      await group(page, "succeeded")
        .getByRole("button", { name: `more of ${left}` })
        .click();
    await group(page, "succeeded").getByRole("button", { name: "Show 1 more of 1" }).click();
    assert.equal(new Set(await column(page, "succeeded", 1)).size, SUCCEEDED + 1);
    assert.equal(await group(page, "succeeded").locator(".more").isVisible(), false);
  });

  it("sorts by each column, one way and the other", async () => {
    const page = await open();
    const status = "unknown-failure";
    const sortBy = async (name: string) => {
      await heading(page, status, name).getByRole("button").click();
      return heading(page, status, name).getAttribute("aria-sort");
    };
    assert.equal(await heading(page, status, "Last modified").getAttribute("aria-sort"), "descending");
    assert.equal(await sortBy("Version"), "ascending");
    assert.deepEqual(await column(page, status, 4), ["v1", "v1", "v2", "v10"], "numbers as numbers");
    assert.equal(await sortBy("Version"), "descending");
    assert.deepEqual(await column(page, status, 4), ["v10", "v2", "v1", "v1"]);
    assert.equal(await heading(page, status, "Last modified").getAttribute("aria-sort"), "none");
    await sortBy("Space");
    assert.deepEqual(await column(page, status, 2), ["born-digital", "born-digital", "digitised", "testing"]);
    await sortBy("External identifier");
    assert.deepEqual((await column(page, status, 3)).slice(1), ["b9", "b10", "b12345678"]);
    await sortBy("Ingest");
    const ids = await column(page, status, 1);
    assert.deepEqual(ids, ids.toSorted());
    await sortBy("Last event");
    assert.match((await column(page, status, 6))[3] ?? "", /^Replicating to Azure failed/);
    assert.equal(await sortBy("Last modified"), "descending", "the newest first");
    assert.equal((await column(page, status, 3))[0], "b10");
    assert.equal(await sortBy("Last modified"), "ascending");
    assert.equal((await column(page, status, 3))[0], "b9");
  });

  it("filters by words, wherever they are, and tells how many there are", async () => {
    const page = await open();
    const told = page.locator("output");
    await page.getByRole("searchbox", { name: "Filter" }).fill("PAGE/99 digitised");
    await told.filter({ hasText: "11 of 1,260 ingests" }).waitFor();
    assert.equal(await group(page, "succeeded").locator(".count").innerText(), "11 of 1,001");
    assert.equal((await column(page, "succeeded", 3)).length, 11, "a group with what was sought opens");
    assert.equal(await group(page, "unknown-failure").isVisible(), false, "one without is away");
    await page.getByRole("searchbox").fill("azure");
    await told.filter({ hasText: "251 of 1,260" }).waitFor();
    await page.getByRole("searchbox").fill("nowhere at all");
    await told.filter({ hasText: "0 of 1,260" }).waitFor();
    await page.getByRole("searchbox").fill("");
    await told.filter({ hasText: "1,260 of 1,260" }).waitFor();
    assert.equal(await group(page, "unknown-failure").isVisible(), true);
  });

  it("keeps its order when it is filtered, and its filter when it is sorted", async () => {
    const page = await open();
    await heading(page, "unknown-failure", "External identifier").getByRole("button").click();
    await page.getByRole("searchbox").fill("register");
    await page.locator("output").filter({ hasText: "3 of" }).waitFor();
    assert.deepEqual((await column(page, "unknown-failure", 3)).slice(1), ["b9", "b10"]);
    await heading(page, "unknown-failure", "External identifier").getByRole("button").click();
    assert.deepEqual((await column(page, "unknown-failure", 3)).slice(0, 2), ["b10", "b9"]);
  });

  it("shows the statuses that are chosen, in every section", async () => {
    const page = await open();
    const chip = page.getByRole("button", { name: "failed (unknown reason)" });
    await chip.click();
    assert.equal(await chip.getAttribute("aria-pressed"), "false");
    for (const section of [0, 1])
      assert.equal(await group(page, "unknown-failure", section).isVisible(), false);
    assert.equal(await group(page, "stalled").isVisible(), true);
    await chip.click();
    assert.equal(await group(page, "unknown-failure", 1).isVisible(), true);
  });

  it("is used by keyboard alone", async () => {
    const page = await open();
    await page.keyboard.press("Tab");
    await page.keyboard.type("page/999");
    await page.locator("output").filter({ hasText: "1 of 1,260" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal(
      await page.getByRole("button", { name: "failed (unknown reason)" }).getAttribute("aria-pressed"),
      "false",
    );
    const button = heading(page, "succeeded", "Version").getByRole("button");
    for (let tabs = 0; tabs < 60 && !(await hasFocus(button)); tabs++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await heading(page, "succeeded", "Version").getAttribute("aria-sort"), "ascending");
  });

  it("goes on by keyboard with the first of the rows that were asked for", async () => {
    const page = await open();
    const more = group(page, "unknown-failure", 1).locator(".more");
    await more.focus();
    await page.keyboard.press("Enter");
    const focused = group(page, "unknown-failure", 1).locator("tbody tr").nth(200).getByRole("link").first();
    assert.equal(await hasFocus(focused), true);
    assert.equal(await more.isVisible(), false);
  });

  it("can be read without JavaScript: what is bad, with links", async () => {
    const page = await open({ javaScriptEnabled: false });
    assert.equal((await column(page, "unknown-failure", 3)).length, 4);
    assert.equal((await column(page, "stalled", 3)).length, 2);
    assert.equal(await page.locator("#filter").isVisible(), false);
    const note = group(page, "unknown-failure", 1).locator("noscript p");
    assert.equal(await note.isVisible(), true);
    assert.match(await note.innerText(), /50 more are shown with JavaScript/);
  });

  for (const width of [1280, 720, 400, 320])
    it(`fits at ${width} pixels`, async () => {
      const page = await open({ viewport: { width, height: 800 } });
      await group(page, "succeeded").locator("summary").click();
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
    });

  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1280, 400])
      it(`is accessible to all at ${width} pixels, ${colorScheme}`, async () => {
        const page = await open({ colorScheme, viewport: { width, height: 800 } });
        await page.evaluate(axe.source);
        const { violations } = Violations.parse(
          await page.evaluate(`axe.run({ exclude: "${MORE_OF_THE_SAME}" })`),
        );
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
          [],
        );
      });

  it("is dark where the reader's screen is", async () => {
    const colours = async (colorScheme: "light" | "dark") =>
      (await open({ colorScheme })).evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]",
      );
    assert.deepEqual(await colours("light"), ["rgb(246, 247, 249)", "rgb(28, 35, 48)"]);
    assert.deepEqual(await colours("dark"), ["rgb(18, 22, 29)", "rgb(230, 234, 241)"]);
  });

  it("prints without what paper cannot do", async () => {
    const page = await open({ colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#filter").isVisible(), false);
    assert.equal(await page.evaluate("getComputedStyle(document.body).color"), "rgb(0, 0, 0)");
    assert.ok((await page.pdf()).length > 10_000);
  });
});
