import * as assert from "node:assert/strict";
import type { AuroraPostgresArgs } from "../../components/databases/aurora-postgres";
import { large, makeDatabase, pausing } from "./aurora-postgres";

describe("what an AuroraPostgres refuses", () => {
  const refused: Readonly<
    Record<string, readonly [Partial<AuroraPostgresArgs>, RegExp, Partial<AuroraPostgresArgs>]>
  > = {
    "a name of 54 characters": [
      { clusterName: "w".repeat(54) },
      /clusterName: 1 to 53 lower-case/,
      { clusterName: "w".repeat(53) },
    ],
    "a name with two hyphens together": [
      { clusterName: "web--db" },
      /clusterName: .* got web--db/,
      { clusterName: "web-db" },
    ],
    "a database's name with a hyphen": [
      { databaseName: "web-1" },
      /databaseName: 1 to 63 letters, digits and _, a letter first, got web-1/,
      { databaseName: "web_1" },
    ],
    "an older PostgreSQL": [
      { engineVersion: "16.9" },
      /engineVersion: one of PostgreSQL 17, as 17\.9, got 16\.9/,
      { engineVersion: "17.7" },
    ],
    "nobody who may call it": [{ clients: [] }, /clients: at least one/, { clients: ["web"] }],
    "a client with a capital": [{ clients: ["Web"] }, /clients: lower-case words, as web, got Web/, {}],
    "a quarter of an ACU": [
      { capacity: { minAcu: 1.25, maxAcu: 16 } },
      /capacity: ACUs from 0 to 256 in half steps, got 1\.25/,
      { capacity: { minAcu: 1.5, maxAcu: 16 } },
    ],
    "more than RDS has": [
      { capacity: { minAcu: 1, maxAcu: 256.5 } },
      /in half steps, got 256\.5/,
      { capacity: { minAcu: 1, maxAcu: 256 } },
    ],
    "a greatest capacity under the least": [
      { capacity: { minAcu: 8, maxAcu: 7.5 } },
      /capacity: maxAcu of 1 or more and not below minAcu \(8\), got 7\.5/,
      { capacity: { minAcu: 8, maxAcu: 8 } },
    ],
    "to pause where it is highly available": [
      { capacity: pausing },
      /capacity: minAcu of 1 or more where highlyAvailable is true.*, got 0/,
      { capacity: pausing, highlyAvailable: false },
    ],
    "half an ACU where it is highly available": [
      { capacity: { minAcu: 0.5, maxAcu: 2 } },
      /highlyAvailable is true.*, got 0\.5/,
      { capacity: { minAcu: 0.5, maxAcu: 2 }, highlyAvailable: false },
    ],
    "no ACU, and no time to pause after": [
      { capacity: { minAcu: 0, maxAcu: 2 }, highlyAvailable: false },
      /capacity: pauseSeconds where minAcu is 0/,
      { capacity: pausing, highlyAvailable: false },
    ],
    "to pause at half an ACU": [
      { capacity: { ...pausing, minAcu: 0.5 }, highlyAvailable: false },
      /capacity: pauseSeconds only where minAcu is 0, got 1800 with a minAcu of 0\.5/,
      { capacity: pausing, highlyAvailable: false },
    ],
    "to pause after less than five minutes": [
      { capacity: { ...pausing, pauseSeconds: 299 }, highlyAvailable: false },
      /capacity: pauseSeconds from 300 to 86400, got 299/,
      { capacity: { ...pausing, pauseSeconds: 300 }, highlyAvailable: false },
    ],
    "to pause after more than a day": [
      { capacity: { ...pausing, pauseSeconds: 86_401 }, highlyAvailable: false },
      /capacity: pauseSeconds from 300 to 86400, got 86401/,
      { capacity: { ...pausing, pauseSeconds: 86_400 }, highlyAvailable: false },
    ],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(makeDatabase(bad), message);
      await makeDatabase({ capacity: large, ...good });
    });
});
