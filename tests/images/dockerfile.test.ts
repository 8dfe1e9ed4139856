import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { IMAGES as names } from "../../images/release";
import { committed, entryPoint, IMAGES, last, stage } from "./dockerfile";

const Levels = z.record(z.string(), z.enum(["WARN", "ERROR", "OFF"]));
const levels = (image: string) =>
  Levels.parse(JSON.parse(stage(image).environment["SPRING_APPLICATION_JSON"] ?? "{}"));

describe("the Dockerfile of DataVault", () => {
  it("has a target for each image, and no other that is not built from", () => {
    const stages = Object.values(committed);
    const builtFrom = new Set(
      stages.flatMap(({ on, instructions }) => [
        on,
        ...instructions.map(({ rest }) => /--from=(\S+)/.exec(rest)?.[1]),
      ]),
    );
    const ends = stages.filter(({ name }) => !builtFrom.has(name)).map(({ name }) => name);
    assert.deepEqual(ends, [...names]);
  });

  for (const name of names) {
    it(`${name}: runs as our user, from the folder that may be written to, and says how it is`, () => {
      const image = stage(name);
      assert.equal(last(image, "USER"), "10001:10001");
      assert.equal(last(image, "WORKDIR"), "/work");
      assert.notEqual(last(image, "HEALTHCHECK"), "");
      assert.ok(entryPoint(image, "/app").length > 0);
      assert.ok(image.instructions.some(({ rest }) => rest.includes(`image.title="datavault/${name}"`)));
    });
  }

  it("takes nothing over the network that is not pinned by its contents", () => {
    const text = fs.readFileSync(path.join(IMAGES, "Dockerfile"), "utf8");
    assert.deepEqual(
      text.match(/^(FROM|ADD) .*$/gm)?.filter((line) => !/ AS \S+$/.test(line)),
      [
        "ADD --keep-git-dir=true https://github.com/${REPOSITORY}.git#${COMMIT} /",
        "ADD --checksum=sha256:${DATABASE_AUTHORITIES_SHA256} --chmod=0444 \\",
      ],
    );
    assert.doesNotMatch(text, /curl .*http(?!:\/\/127)|wget/);
    assert.doesNotMatch(text, /^ARG \w+=/m);
  });

  it("lets DataVault tell its log no password, key, value of a row or header", () => {
    const headers = "logging.level.org.springframework.web.filter.CommonsRequestLoggingFilter";
    assert.equal(levels("web")["logging.level.org.datavaultplatform.webapp.app.DataVaultWebApp"], "WARN");
    assert.equal(
      levels("broker")["logging.level.org.datavaultplatform.broker.app.DataVaultBrokerApp"],
      "WARN",
    );
    for (const image of ["web", "broker", "worker"]) assert.equal(levels(image)[headers], "WARN");
    for (const logger of ["SQL", "orm.jdbc.bind", "type", "type.descriptor.sql"])
      assert.equal(levels("broker")[`logging.level.org.hibernate.${logger}`], "WARN");
    assert.equal(stage("broker").environment["SPRING_JPA_SHOW_SQL"], "false");
  });

  it("lets no program tell its log a job, or what a store is opened with: a user's passphrase is in both", () => {
    const told = {
      broker: [
        "broker.queue.RabbitUtils",
        "common.model.custom.HashMapConverter",
        "common.util.StorageClassUtils",
      ],
      worker: ["worker.queue.Receiver", "common.util.StorageClassUtils"],
    };
    for (const [image, classes] of Object.entries(told))
      for (const name of classes)
        assert.equal(
          levels(image)[`logging.level.org.datavaultplatform.${name}`],
          "WARN",
          `${image} ${name}`,
        );
  });

  it("lets web listen inside its task alone", () => {
    assert.equal(stage("web").environment["SERVER_ADDRESS"], "127.0.0.1");
    assert.equal(stage("header-sidecar").environment["WEB_URL"], "http://127.0.0.1:8080");
  });

  it("leaves memory to what is not the heap", () => {
    for (const image of ["web", "broker", "worker"])
      assert.equal(stage(image).environment["JAVA_TOOL_OPTIONS"], "-XX:MaxRAMPercentage=70");
  });
});
