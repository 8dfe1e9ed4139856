import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { BootstrappedEstate } from "../bootstrapping/bootstrapped-estate";
import { engineFirst } from "./engine-first";
import { ended, until } from "./estate-copy";

describe("bad input to a bootstrap", function () {
  this.timeout("3m");
  engineFirst();
  let estate: BootstrappedEstate;
  let settings: string;
  const stageFile = () => path.join(estate.copy.folder, "Pulumi.pre.yaml");
  before(async function () {
    this.timeout("20m");
    estate = await BootstrappedEstate.start();
    settings = fs.readFileSync(stageFile(), "utf8");
  });
  after(() => estate.stop());
  afterEach("nothing was changed", () => {
    assert.deepEqual(new Cloud(estate.copy.journal).all(), []);
    assert.ok(!fs.existsSync(estate.local));
    assert.ok(!fs.existsSync(`${estate.local}.running`));
    assert.equal(fs.readFileSync(stageFile(), "utf8"), settings);
  });

  const refused = (told: RegExp, { exitCode, output }: { exitCode: number | null; output: string }) => {
    assert.equal(exitCode, 1, output);
    assert.match(output, told);
    assert.doesNotMatch(output, /^❯|\n\s+at /m);
  };

  it("no credentials are told with the account to sign in to", async () => {
    refused(
      /^there are no AWS credentials that work \(.+\): sign in to account 111122223333/m,
      await estate.bootstrapped({}),
    );
  });

  it("credentials that nobody knows are told so", async () => {
    refused(
      /^there are no AWS credentials that work \(InvalidClientTokenId: .+\): sign in to account 111122223333/m,
      await estate.bootstrapped({ accessKeyId: "nobody", secretAccessKey: "nothing" }),
    );
  });

  it("credentials of another account are told with both accounts", async () => {
    refused(
      /^the credentials are of account 999988887777, and pre is in account 111122223333: use that one's$/m,
      await estate.bootstrapped({ accessKeyId: "stranger", secretAccessKey: "something" }),
    );
  });

  it("a pulumi of another version, and no way to the right one, is told with what to install", async () => {
    const folder = path.join(estate.copy.folder, "path");
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, "pulumi"), "#!/bin/sh\necho v3.100.0\n", { mode: 0o755 });
    const answer = await estate.bootstrapped(undefined, { PATH: folder, XDG_CACHE_HOME: folder });
    refused(/^no pulumi 3\.220\.0: .* Install Pulumi 3\.220\.0 \(.*\) or Go/m, answer);
  });

  it("a bucket of the same name that belongs to somebody else is told", async () => {
    const stranger = await estate.gateway.user("owner");
    const root = estate.gateway.client();
    await root.send(new CreateBucketCommand({ Bucket: new URL(estate.backend).host }));
    root.destroy();
    const credentials = await stranger.config.credentials();
    stranger.destroy();
    refused(
      /^bucket strongroom-pre-state-111122223333 belongs to another account, or .*: use a role that may/m,
      await estate.bootstrapped(credentials),
    );
  });

  it("a bucket of the stage's own, of which no state is known here, is told", async () => {
    refused(
      /^bucket strongroom-pre-state-111122223333 exists in account 111122223333, but neither it nor \S+ holds the state of root: go on where/m,
      await estate.bootstrapped(),
    );
  });

  it("a second one beside one that is running is refused", async () => {
    const other = estate.idle();
    await until(() => fs.existsSync(`${estate.local}.running`));
    refused(
      new RegExp(`^another bootstrap \\(process ${other.pid}\\) is running: wait for it`, "m"),
      await estate.bootstrapped(),
    );
    other.kill("SIGKILL");
    await ended(other);
    fs.rmSync(`${estate.local}.running`);
  });
});
