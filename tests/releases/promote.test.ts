import * as assert from "node:assert/strict";
import { release } from "../../projects/storage/releases/release";
import { CURRENT, OLDER, ReleaseFolder } from "./release-folder";

const PRO = "projects/storage/app/Pulumi.pro.yaml";

describe("npm run release -- promote", () => {
  let folder: ReleaseFolder;
  beforeEach(() => {
    folder = new ReleaseFolder();
    folder.letRun("pre", CURRENT);
  });
  afterEach(() => folder.remove());

  async function refuses(args: readonly string[], complaint: string): Promise<void> {
    const before = folder.contents();
    const { exitCode, stdout, stderr } = await folder.run(["promote", ...args]);
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 1, stdout: "", stderr: `${complaint}\n` });
    assert.deepEqual(folder.contents(), before);
  }

  for (const args of [[], [CURRENT]])
    it(`lets pro run what pre runs${args.length > 0 ? ", named" : ""}, and changes nothing else`, async () => {
      const before = folder.contents();
      const { exitCode, stdout, stderr } = await folder.run(["promote", ...args]);
      assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: "" });
      const line = `storage-app:release: ${OLDER}   # reviewed`;
      const pro = before[PRO];
      assert.ok(pro !== undefined && pro.includes(`  ${line}\n`));
      const after = pro.replace(line, `storage-app:release: ${CURRENT}   # reviewed`);
      assert.deepEqual(folder.contents(), { ...before, [PRO]: after });
      assert.match(stdout, /^needs\.elasticsearchClient 7 → 8: /m);
      assert.ok(
        stdout.endsWith(
          `\n${PRO}: ${OLDER} → ${CURRENT}. Review and commit it, then deploy storage/app of pro.\n`,
        ),
      );
    });

  it("keeps the quotes and line ends of the file", async () => {
    const text = `config:\r\n  storage-app:release: "${OLDER}"\r\n  storage-app:maxTasks: 10 # enough\r\n`;
    folder.writeStage("pro", text);
    assert.equal((await folder.run(["promote"])).exitCode, 0);
    assert.equal(folder.stage("pro"), text.replace(OLDER, CURRENT));
  });

  it("takes a release back once pre runs the older one again", async () => {
    await folder.run(["promote"]);
    folder.writeStage("pre", folder.stage("pre").replace(CURRENT, OLDER));
    const { exitCode, stdout } = await folder.run(["promote"]);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^needs\.elasticsearchClient 8 → 7: /m);
    assert.match(folder.stage("pro"), new RegExp(`storage-app:release: ${OLDER} `));
  });

  it("has nothing to do when pro runs it already", async () => {
    folder.letRun("pro", CURRENT);
    const before = folder.contents();
    const { exitCode, stdout } = await folder.run(["promote"]);
    assert.deepEqual(
      { exitCode, stdout },
      { exitCode: 0, stdout: `nothing to do: pro runs ${CURRENT} already\n` },
    );
    assert.deepEqual(folder.contents(), before);
  });

  it("goes on from a release of pro that cannot be read", async () => {
    folder.letRun("pro", "2020-01");
    const { exitCode, stdout } = await folder.run(["promote"]);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^what changes cannot be shown: release 2020-01: there is no /);
    assert.match(folder.stage("pro"), new RegExp(`storage-app:release: ${CURRENT} `));
  });

  it("refuses another release than pre runs", () =>
    refuses(
      [OLDER],
      `promote ${OLDER}: pre runs ${CURRENT}, and only what pre runs is promoted; let projects/storage/app/Pulumi.pre.yaml name ${OLDER}, deploy it and try it first`,
    ));

  it("refuses a release that is not whole", async () => {
    const { fluentbit } = release(CURRENT).sidecars;
    folder.write(CURRENT, { ...release(CURRENT), sidecars: { fluentbit } });
    await refuses(
      [],
      `release ${CURRENT}: mend projects/storage/releases/${CURRENT}.json: sidecars.nginx_apigw: is missing`,
    );
  });

  it("refuses a release that is not there", async () => {
    folder.writeStage("pre", folder.stage("pre").replace(CURRENT, "2026-12"));
    await refuses(
      [],
      `release 2026-12: there is no projects/storage/releases/2026-12.json; there are ${OLDER}, ${CURRENT}`,
    );
  });

  for (const stage of ["pre", "pro"] as const) {
    const file = `projects/storage/app/Pulumi.${stage}.yaml`;
    it(`refuses a configuration of ${stage} that names none`, async () => {
      folder.writeStage(stage, folder.stage(stage).replace(/ *storage-app:release:.*\n/, ""));
      await refuses([], `${stage}: ${file} names no release: write "storage-app:release: NAME" under config`);
    });

    it(`refuses a configuration of ${stage} that is no YAML`, async () => {
      folder.writeStage(stage, "config:\n  storage-app:release: 2026-08\n  storage-app:release: 2026-08\n");
      await refuses([], `${stage}: ${file} is no YAML: Map keys must be unique at line 3, column 3:`);
    });
  }
});
