import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { applicationImages, sidecarImages } from "../../projects/storage/releases/images";
import type { Pin } from "../../projects/storage/releases/pin";
import { release, releaseNames, releaseText, type Release } from "../../projects/storage/releases/release";
import { ROOT } from "../graph/project";
import { CURRENT, digest, OLDER, REGISTRY, ReleaseFolder } from "./release-folder";

const NEW = "2026-10";
const WHERE = `release ${NEW}: mend projects/storage/releases/${NEW}.json: `;
const whole: Release = { ...release(CURRENT), name: NEW };
const { bag_tagger: tagger, bag_indexer: indexer, notifier } = whole.applications;
const { fluentbit, nginx_apigw: nginx } = whole.sidecars;
const { bag_tagger: _tagger, ...withoutTagger } = whole.applications;
const other = "c".repeat(40);
const digestOf = ({ image }: Pin) => image.split("@")[1];

const applications = (changed: object) => ({ ...whole, applications: { ...whole.applications, ...changed } });
const sidecars = (changed: object) => ({ ...whole, sidecars: { ...whole.sidecars, ...changed } });
const needing = (changed: object) => ({ ...whole, needs: { ...whole.needs, ...changed } });
const of = (images: Readonly<Record<string, Pin>>, change: (pin: Pin, name: string) => Pin) =>
  Object.fromEntries(Object.entries(images).map(([name, pin]) => [name, change(pin, name)]));
const inRegistry = (registry: string) => (pin: Pin) => ({
  ...pin,
  image: pin.image.replace(REGISTRY, registry),
});
const tagged = (image: string) =>
  `give the image by its digest (REGISTRY/NAME@sha256:…), not by a tag: found ${image}`;
const noCommit = (found: string) =>
  `give the commit it was built from (40 hexadecimal digits), not a branch or tag: found ${found}`;

/** What is refused, and what is like it but right. */
const refusals: Readonly<Record<string, { release: object; twin: object; faults: string }>> = {
  "incomplete: an application is missing": {
    release: { ...whole, applications: withoutTagger },
    twin: { ...whole, applications: { ...withoutTagger, bag_tagger: tagger } },
    faults: "applications.bag_tagger: is missing",
  },
  "incomplete: a sidecar is missing": {
    release: { ...whole, sidecars: { fluentbit } },
    twin: { ...whole, sidecars: { nginx_apigw: nginx, fluentbit } },
    faults: "sidecars.nginx_apigw: is missing",
  },
  "incomplete: a version is missing": {
    release: applications({ bag_tagger: { image: tagger.image } }),
    twin: applications({ bag_tagger: { version: tagger.version, image: tagger.image } }),
    faults: "applications.bag_tagger.version: is missing",
  },
  "incomplete: what it needs is missing": {
    release: { ...whole, needs: { healthcheckPath: true, lockingExpiryTime: true } },
    twin: needing({ elasticsearchClient: 7 }),
    faults: "needs.elasticsearchClient: is missing",
  },
  "a client generation that is none": {
    release: needing({ elasticsearchClient: 9 }),
    twin: needing({ elasticsearchClient: 8 }),
    faults: "needs.elasticsearchClient: Invalid option: expected one of 7|8",
  },
  "unpinned: a tag": {
    release: applications({ bag_tagger: { ...tagger, image: `${REGISTRY}/bag_tagger:env.prod` } }),
    twin: applications({ bag_tagger: { ...tagger, image: `${REGISTRY}/bag_tagger@${digest("a")}` } }),
    faults: `applications.bag_tagger.image: ${tagged(`${REGISTRY}/bag_tagger:env.prod`)}`,
  },
  "unpinned: a tag beside the digest": {
    release: sidecars({ fluentbit: { ...fluentbit, image: `${REGISTRY}/fluentbit:latest@${digest("a")}` } }),
    twin: sidecars({ fluentbit: { ...fluentbit, image: `${REGISTRY}/fluentbit@${digest("a")}` } }),
    faults: `sidecars.fluentbit.image: ${tagged(`${REGISTRY}/fluentbit:latest@${digest("a")}`)}`,
  },
  "unpinned: a digest that is too short": {
    release: applications({ notifier: { ...notifier, image: notifier.image.slice(0, -1) } }),
    twin: applications({ notifier: { ...notifier, image: `${notifier.image.slice(0, -1)}0` } }),
    faults: `applications.notifier.image: ${tagged(notifier.image.slice(0, -1))}`,
  },
  "unpinned: a branch for a version": {
    release: sidecars({ fluentbit: { ...fluentbit, version: "main" } }),
    twin: sidecars({ fluentbit: { ...fluentbit, version: other } }),
    faults: `sidecars.fluentbit.version: ${noCommit("main")}`,
  },
  "mixed: an application of another version": {
    release: applications({ bag_tagger: { ...tagger, version: other } }),
    twin: { ...whole, applications: of(whole.applications, (pin) => ({ ...pin, version: other })) },
    faults: `applications are built from several versions: ${indexer.version} (17), ${other} (bag_tagger)`,
  },
  "mixed: images of another registry": {
    release: sidecars(of(whole.sidecars, inRegistry("444455556666.dkr.ecr.eu-west-1.amazonaws.com/logs"))),
    twin: {
      ...whole,
      applications: of(whole.applications, inRegistry("registry.example.org/weco")),
      sidecars: of(whole.sidecars, inRegistry("registry.example.org/weco")),
    },
    faults: `images come from several registries: ${REGISTRY} (18), 444455556666.dkr.ecr.eu-west-1.amazonaws.com/logs (fluentbit, nginx_apigw)`,
  },
  "mixed: one digest for two applications": {
    release: applications({
      bag_tagger: { ...tagger, image: `${REGISTRY}/bag_tagger@${digestOf(indexer)}` },
    }),
    twin: applications({ bag_tagger: { ...tagger, image: `${REGISTRY}/bag_tagger@${digest("b")}` } }),
    faults: `applications.bag_tagger and applications.bag_indexer have one digest: ${digestOf(indexer)}`,
  },
  "mixed: the image of another application": {
    release: applications({ bag_tagger: { ...tagger, image: `${REGISTRY}/bag_tracker@${digest("b")}` } }),
    twin: applications({ bag_tagger: { ...tagger, image: `${REGISTRY}/bag_tagger@${digest("b")}` } }),
    faults: "applications.bag_tagger: is the image of bag_tracker",
  },
  "a sidecar among the applications": {
    release: { ...applications({ fluentbit }), sidecars: { nginx_apigw: nginx } },
    twin: whole,
    faults: "applications.fluentbit is a sidecar: it belongs under sidecars; sidecars.fluentbit: is missing",
  },
  "an application among the sidecars": {
    release: { ...sidecars({ bag_tagger: tagger }), applications: withoutTagger },
    twin: whole,
    faults:
      "applications.bag_tagger: is missing; sidecars.bag_tagger is an application: it belongs under applications",
  },
  "a misspelt application": {
    release: { ...whole, applications: { ...withoutTagger, bag_tager: tagger } },
    twin: whole,
    faults: "applications.bag_tagger: is missing; applications.bag_tager is no part of a release (misspelt?)",
  },
  "a field of its own": {
    release: { ...whole, elasticsearch: 8 },
    twin: { ...whole, note: "tried for a week" },
    faults: "elasticsearch is no part of a release (misspelt?)",
  },
  "another name than its file's": {
    release: { ...whole, name: "2026-09" },
    twin: whole,
    faults: `name: must be ${NEW}, is 2026-09`,
  },
  "a list in the place of an object": {
    release: [],
    twin: whole,
    faults: "must be a JSON object",
  },
  "all that is wrong, at once": {
    release: {
      ...applications({
        bag_tagger: { ...tagger, image: `${REGISTRY}/bag_tagger:env.prod` },
        notifier: { ...notifier, version: other },
      }),
      sidecars: { nginx_apigw: nginx },
    },
    twin: whole,
    faults:
      `applications.bag_tagger.image: ${tagged(`${REGISTRY}/bag_tagger:env.prod`)}; sidecars.fluentbit: is missing; ` +
      `applications are built from several versions: ${indexer.version} (17), ${other} (notifier)`,
  },
};

describe("a release", () => {
  const folder = new ReleaseFolder();
  after(() => folder.remove());

  const read = (content: object) => {
    folder.write(NEW, content);
    return release(NEW, folder.releases);
  };

  for (const [what, { release: content, twin, faults }] of Object.entries(refusals))
    it(`is refused (${what}), and its near-miss is read`, () => {
      assert.throws(() => read(content), { message: WHERE + faults });
      assert.deepEqual(read(twin), twin);
    });

  it("stops a deployment in one line, without a stack trace of the program", () => {
    assert.throws(
      () => read({ ...whole, sidecars: {} }),
      (error) => RunError.isInstance(error),
    );
  });

  it("that does not exist is told with those that do", () => {
    fs.rmSync(folder.file(NEW), { force: true });
    assert.throws(() => release(NEW, folder.releases), {
      message: `release ${NEW}: there is no projects/storage/releases/${NEW}.json; there are ${OLDER}, ${CURRENT}`,
    });
  });

  it("that is no JSON is told where", () => {
    fs.writeFileSync(folder.file(NEW), "no\njson\n");
    assert.throws(
      () => release(NEW, folder.releases),
      (error: Error) => {
        assert.match(
          error.message,
          /^release 2026-10: mend .*2026-10\.json: is no JSON: SyntaxError: [^\n]*$/,
        );
        return true;
      },
    );
  });

  for (const name of ["../app/2026-10", "latest", "2026-10-02", "2026-13", "2026", ""])
    it(`is not called "${name}"`, () => {
      assert.throws(() => release(name, folder.releases), {
        message: `release ${name}: is called by its year and month, and a word if there are several: 2026-10, 2026-10-hotfix`,
      });
    });

  it("may be called by a word behind its month", () => {
    folder.add("2026-10-hotfix");
    assert.equal(release("2026-10-hotfix", folder.releases).name, "2026-10-hotfix");
  });
});

describe("the committed releases", () => {
  for (const name of releaseNames())
    it(`${name} is whole, and stands as the command would write it`, () => {
      const read = release(name);
      assert.deepEqual(Object.keys(read.applications), applicationImages);
      assert.deepEqual(Object.keys(read.sidecars), sidecarImages);
      const file = path.join(ROOT, "projects/storage/releases", `${name}.json`);
      assert.equal(fs.readFileSync(file, "utf8"), releaseText(read));
    });

  it("are an older one and a current one, which need different things", () => {
    assert.deepEqual(
      [OLDER, CURRENT].map((name) => release(name).needs),
      [
        { elasticsearchClient: 7, healthcheckPath: false, lockingExpiryTime: false },
        { elasticsearchClient: 8, healthcheckPath: true, lockingExpiryTime: true },
      ],
    );
  });
});
