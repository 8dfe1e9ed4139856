import * as fs from "node:fs";
import { chromium, type Browser } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";

/**
 * Starts a real browser that nobody sees. It ends with the tests, however they end.
 * @throws when there is none, with what to install
 */
export async function startBrowser(): Promise<Browser> {
  if (!fs.existsSync(CHROMIUM))
    throw new Error(`there is no ${CHROMIUM}, in which pages are tried: apt-get install chromium`);
  // The tests may run as root, for whom Chromium has no sandbox.
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}
