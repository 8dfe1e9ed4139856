import * as assert from "node:assert/strict";
import { settingsOf } from "../../../functions/daily-report/settings";
import { environment } from "./environment";

describe("the daily report's settings", () => {
  it("are what its environment says", () => {
    assert.deepEqual(settingsOf(environment), {
      indices: [{ title: "Production", index: "ingests" }],
      reportBucket: "reports",
      timeZone: "Europe/London",
      inspectorUrl: "https://ingests.example.org/{id}",
      region: "eu-west-1",
      secrets: {
        host: "reporter/es_host",
        port: "reporter/es_port",
        user: "reporter/es_user",
        password: "reporter/es_pass",
        slack: "reporter/slack_webhook",
      },
    });
    const { INSPECTOR_URL: _none, ...others } = environment;
    assert.equal(settingsOf(others).inspectorUrl, undefined);
  });

  const refused: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
    "no index": [{ INDICES: "[]" }, /INDICES/],
    "indices that are no JSON": [{ INDICES: "ingests" }, /no JSON[^]*INDICES/],
    "an index without a title": [{ INDICES: '[{"index":"ingests"}]' }, /INDICES\[0\]\.title/],
    "a time zone that there is not": [{ TIME_ZONE: "Europe/Camelot" }, /no time zone[^]*TIME_ZONE/],
    "an inspector that leads to no ingest": [{ INSPECTOR_URL: "https://example.org/" }, /no \{id\}/],
    "no bucket": [{ REPORT_BUCKET: "" }, /REPORT_BUCKET/],
  };
  for (const [what, [others, message]] of Object.entries(refused))
    it(`refuse ${what}`, () => assert.throws(() => settingsOf({ ...environment, ...others }), message));
});
