import * as assert from "node:assert/strict";
import { services } from "../../projects/platform/app/kubernetes/services";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";
import type { Graph } from "../graph/graph";
import { manifestsOf } from "../platform/manifests";

const DIGEST = `sha256:${"a".repeat(64)}`;
const REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/strongroom-pre";

describe("platform/app refuses", function () {
  this.timeout(120_000);
  const stack = () => estateStack("platform/app");
  /** The committed settings with one of them changed, as JSON or as it stands. */
  const changed = (name: string, change: (given: string) => string): Record<string, string> => {
    const key = `platform-app:${name}`;
    const given = committedConfig(stack(), "pre")[key] ?? "";
    const text = change(given);
    assert.notEqual(text, given, `${key} is not changed`);
    return { [key]: text };
  };
  async function run(config: Record<string, string>): Promise<Graph> {
    const bases = {
      "foundation-base/pre": await deployed(estateStack("foundation/base"), "pre"),
      "platform-base/pre": await deployed(estateStack("platform/base"), "pre"),
    };
    return runProject(stack(), "pre", {
      config: { ...committedConfig(stack(), "pre"), ...config },
      ...onTopOf(bases),
    });
  }
  before(async () => void (await deployed(stack(), "pre")));

  const refusals: ReadonlyArray<
    readonly [what: string, name: string, change: (given: string) => string, says: RegExp]
  > = [
    [
      "P26: to write behind what matters",
      "workers",
      (given) => given.replace('"low"', '"high"'),
      /workers\.sync\.datasets\.product-views\.criticality: must be low to be written behind/,
    ],
    [
      "P25: a database that is not there",
      "workers",
      (given) => given.replace('"database":"products"', '"database":"orders"'),
      /workers\.sync\.database is orders, but platform\/base has products/,
    ],
    [
      "P17: an image by its tag",
      "images",
      (given) => given.replace(/@sha256:[0-9a-f]+/, ":7.8"),
      /images\.image: image: give it by its digest/,
    ],
    [
      "P17: an image of another repository",
      "images",
      (given) =>
        given.replace(/strongroom-pre\/thumbor@sha256:[0-9a-f]+/, `strongroom-pre/webservice@${DIGEST}`),
      new RegExp(
        `images\\.image is of ${REGISTRY}/webservice, but the repository of platform/base is ${REGISTRY}/thumbor: push it there`,
      ),
    ],
    [
      "P17: one task of the proxy",
      "images",
      (given) => given.replace('"min":2', '"min":1'),
      /images\.tasks\.min: must be 2 or more: one task is in one zone/,
    ],
    [
      "P18: a zone that platform/base does not have",
      "zoneName",
      () => "platform.example.org",
      /zoneName is platform\.example\.org, but the zone of platform\/base is platform\.pre\.archive\.example\.org/,
    ],
    [
      "P8: a version that is none",
      "kubernetes",
      (given) => given.replace('"1.35"', '"latest"'),
      /kubernetes\.version: must be a version of Kubernetes, such as 1\.35/,
    ],
    [
      "P21: Argo CD without anybody who may change applications",
      "kubernetes",
      (given) => given.replace(/"admins":\[[^\]]*\]/, '"admins":[]'),
      /kubernetes\.gitOps\.groupIds\.admins/,
    ],
    [
      "P25: a service that has no manifests",
      "kubernetes",
      (given) => given.replace('"catalogue"', '"basket"'),
      /kubernetes\.services/,
    ],
  ];
  for (const [what, name, change, says] of refusals)
    it(what, async () => {
      await assert.rejects(run(changed(name, change)), says);
    });

  it("and takes another size, number and amount", async () => {
    const graph = await run(changed("costs", (given) => given.replace("1500", "1600")));
    assert.deepEqual(graph.texts("aws:budgets/budget:Budget", "limitAmount"), ["1600", "1600"]);
  });
});

describe("the platform's services", function () {
  this.timeout(120_000);

  it("P9, P25: are the same in the table of identities and in the manifests", async () => {
    const accounts = (await manifestsOf("pre")).filter(({ kind }) => kind === "ServiceAccount");
    assert.deepEqual(
      accounts.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).toSorted(),
      Object.values(services)
        .map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`)
        .toSorted(),
    );
  });

  it("P24: are told in their manifests just what platform/app gives out", async () => {
    const { settings } = Object((await deployed(estateStack("platform/app"), "pre")).outputs["manifests"]);
    for (const { metadata, ...rest } of await manifestsOf("pre")) {
      if (rest.kind !== "ConfigMap" || metadata.namespace === "kube-system") continue;
      const given = settings[String(metadata.namespace)];
      const told = Object.keys(Object(Reflect.get(rest, "data"))).filter((name) => name.startsWith("DB_"));
      assert.deepEqual(told.toSorted(), Object.keys(given).toSorted());
    }
  });
});
