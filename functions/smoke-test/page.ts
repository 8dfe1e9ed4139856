import * as https from "node:https";
import type { Door } from "./settings";

/**
 * Asks for a page as a visitor of the site would, at another door.
 * @param limitMs by then it must have come whole
 * @returns its status
 * @throws when it did not come, with why
 */
export function statusOf({ host, port, siteHost }: Door, path: string, limitMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`did not answer within ${limitMs / 1000} s`));
    https
      .get(
        {
          host,
          port,
          path,
          // The name that the certificate is for, and by which the listener knows the service.
          servername: siteHost,
          // Each try by a connection of its own: none may lead to where the last one led.
          headers: { host: siteHost, "user-agent": "strongroom-smoke-test", connection: "close" },
          signal: AbortSignal.timeout(limitMs),
        },
        (answer) => {
          answer.once("error", (error) => (isTimeout(error) ? late() : reject(error)));
          answer.once("end", () => resolve(answer.statusCode ?? 0));
          answer.resume();
        },
      )
      .once("error", (error) =>
        isTimeout(error) ? late() : reject(new Error(`could not be reached: ${error.message}`)),
      );
  });
}

const isTimeout = (error: Error): boolean => error.name === "AbortError" || error.name === "TimeoutError";
