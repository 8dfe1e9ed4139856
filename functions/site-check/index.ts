import { checkSite } from "./check";
import { settingsOf } from "./settings";

/** What CloudWatch Synthetics runs: it fails when this throws, and tells what was thrown. */
export const handler = async (): Promise<string> => {
  const seen = await checkSite(settingsOf(process.env));
  return seen.map(({ path, milliseconds }) => `${path} came in ${milliseconds} ms`).join("\n");
};
