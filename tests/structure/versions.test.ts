import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { ENGINE_VERSION } from "../../rehearsal/engine/engine";
import { ROOT } from "../graph/project";

const Named = z.record(z.string(), z.string());
const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8"));

const asked = z
  .object({ dependencies: Named, devDependencies: Named })
  .transform(({ dependencies, devDependencies }) => ({ ...dependencies, ...devDependencies }))
  .parse(read("package.json"));
const Locked = z.object({ version: z.string(), integrity: z.string().startsWith("sha512-") });
const { packages } = z
  .object({ packages: z.record(z.string(), z.unknown()) })
  .parse(read("package-lock.json"));

describe("versions", () => {
  it("P2: are whole ones, the same in the lock file, of packages that are known by their contents", () => {
    for (const [name, version] of Object.entries(asked)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, `package.json: ${name}`);
      assert.equal(Locked.parse(packages[`node_modules/${name}`]).version, version, name);
    }
    const { "": root, ...others } = packages;
    assert.deepEqual(Named.parse(Reflect.get(Object(root), "dependencies")), {
      ...Named.parse(Reflect.get(Object(read("package.json")), "dependencies")),
    });
    for (const [where, locked] of Object.entries(others))
      assert.ok(
        Locked.safeParse(locked).success,
        `package-lock.json: ${where} has no sha512 of its contents`,
      );
  });

  it("P2: of the engine and of what its clouds say that they are, are those of the SDKs", () => {
    assert.equal(ENGINE_VERSION, asked["@pulumi/pulumi"]);
    const said = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8");
    assert.ok(said("rehearsal/language-host/host.ts").includes(`setVersion("${ENGINE_VERSION}")`));
    assert.ok(said("rehearsal/clouds/awsx/index.ts").includes(`setVersion("${asked["@pulumi/awsx"]}")`));
    assert.ok(said("rehearsal/clouds/awsx/monitor.ts").includes(`"${asked["@pulumi/aws"]}"`));
  });
});
