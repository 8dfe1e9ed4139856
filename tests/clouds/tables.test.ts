import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { aws } from "../../rehearsal/clouds/aws";
import { azureNative } from "../../rehearsal/clouds/azure-native";
import { fileOf } from "../../rehearsal/clouds/catalogue";
import { random } from "../../rehearsal/clouds/random";

const REPOSITORY = path.resolve(__dirname, "..", "..");

describe("the file that an error names", () => {
  for (const catalogue of [aws, azureNative, random])
    it(`is there for every type of ${catalogue.provider}`, () => {
      for (const token of Object.keys(catalogue.types))
        assert.ok(fs.existsSync(path.join(REPOSITORY, fileOf(catalogue, token))), fileOf(catalogue, token));
    });

  it("is that of a type's relatives when the type is not known, else the index", () => {
    assert.equal(fileOf(aws, "aws:sqs/queue:Queue"), "rehearsal/clouds/aws/sqs.ts");
    assert.equal(fileOf(aws, "aws:sqs/fleet:Fleet"), "rehearsal/clouds/aws/sqs.ts");
    assert.equal(fileOf(aws, "aws:braket/job:Job"), "rehearsal/clouds/aws/index.ts");
  });
});
