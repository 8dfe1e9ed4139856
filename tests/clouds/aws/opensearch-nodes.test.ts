import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import { casesOf, inAccount, refusals } from "./cases";
import { overThree, single } from "./domains";

const domain = casesOf("a domain", token.DOMAIN, single);

const nodes = (more: Properties): Properties => ({
  clusterConfig: { instanceType: "m7g.large.search", ...more },
});
const three = (more: Properties = {}): Properties => ({ clusterConfig: overThree(more) });
const standby = (more: Properties = {}): Properties => three({ multiAzWithStandbyEnabled: true, ...more });
const managed = (more: Properties = {}): Properties =>
  nodes({ dedicatedMasterEnabled: true, dedicatedMasterCount: 3, ...more });
const warm = (more: Properties = {}): Properties =>
  managed({ warmEnabled: true, warmCount: 2, warmType: "ultrawarm1.medium.search", ...more });
const disks = (more: Properties): Properties => ({
  ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: 10, ...more },
});
const none = { ebsOptions: { ebsEnabled: false } };
const tuned = { autoTuneOptions: { desiredState: "ENABLED" } };

describe("the simulated AWS: nodes of OpenSearch domains", () => {
  refusals([
    ...["m7g.large", "m7g.tiny.search", "x1.large.search", "t3.large.search"].map((instanceType) =>
      domain(`on ${instanceType}`, nodes({ instanceType }), /failed to satisfy constraint/, nodes({})),
    ),
    domain(
      "with managers of a type that there is not",
      managed({ dedicatedMasterType: "m7g.large" }),
      /'m7g\.large' at/,
      managed({ dedicatedMasterType: "m7g.large.search" }),
    ),
    domain(
      "of three nodes over two zones",
      nodes({ instanceCount: 3, zoneAwarenessEnabled: true }),
      /an even number of data nodes for a two Availability Zone deployment/,
      nodes({ instanceCount: 4, zoneAwarenessEnabled: true }),
    ),
    ...[2, 4].map((instanceCount) =>
      domain(
        `of ${instanceCount} nodes over three zones`,
        three({ instanceCount }),
        /multiple of three data nodes for a three Availability Zone deployment/,
        three({ instanceCount: 6 }),
      ),
    ),
    domain(
      "over four zones",
      three({ zoneAwarenessConfig: { availabilityZoneCount: 4 } }),
      /availabilityZoneCount to be one of 2, 3/,
      three(),
    ),
    ...[undefined, 1, 2, 4].map((dedicatedMasterCount) =>
      domain(
        `with ${dedicatedMasterCount} managers`,
        managed({ dedicatedMasterCount }),
        /either three or five dedicated master nodes/,
        managed({ dedicatedMasterCount: 5 }),
      ),
    ),
    domain(
      "with standby over two zones",
      standby({ instanceCount: 6, zoneAwarenessConfig: { availabilityZoneCount: 2 } }),
      /standby needs three Availability Zones/,
      standby(),
    ),
    domain(
      "with standby and five managers",
      standby({ dedicatedMasterCount: 5 }),
      /standby needs three dedicated master nodes/,
      standby(),
    ),
    domain(
      "with standby and no managers",
      standby({ dedicatedMasterEnabled: false }),
      /standby needs three dedicated master nodes/,
      standby(),
    ),
    ...["t3.medium.search", "m4.large.search"].flatMap((type) =>
      ["instanceType", "dedicatedMasterType"].map((property) =>
        domain(
          `with standby, whose ${property} is ${type}`,
          standby({ [property]: type }),
          new RegExp(`${type} does not support it`),
          three({ [property]: type }),
        ),
      ),
    ),
    ...["t2.small.search", "t3.small.search"].map((instanceType) =>
      domain(
        `on ${instanceType} that is tuned`,
        { ...nodes({ instanceType }), ...tuned },
        /Autotune is not supported in t2\/t3 instance types/,
        { ...nodes({ instanceType }), autoTuneOptions: { desiredState: "DISABLED" } },
      ),
    ),
    domain(
      "with warm nodes beside t3",
      warm({ instanceType: "t3.medium.search" }),
      /UltraWarm is not supported with t3\.medium\.search/,
      warm(),
    ),
    domain(
      "with warm nodes and no managers",
      warm({ dedicatedMasterEnabled: false }),
      /dedicated master nodes to use UltraWarm/,
      warm(),
    ),
    domain("with warm nodes of no type", warm({ warmType: undefined }), /a warmCount and a warmType/, warm()),
    domain("with one warm node", warm({ warmCount: 1 }), /warmCount to be in the range \(2 - 150\)/, warm()),
    domain(
      "with cold storage and no warm nodes",
      managed({ coldStorageOptions: { enabled: true } }),
      /enable UltraWarm to use cold storage/,
      warm({ coldStorageOptions: { enabled: true } }),
    ),
    domain("without disks", none, /EBS storage must be selected for m7g\.large\.search/, {
      ...nodes({ instanceType: "r6gd.large.search" }),
      ...none,
    }),
    domain(
      "with volumes beside its nodes' own disks",
      nodes({ instanceType: "i3.large.search" }),
      /EBS storage is not supported for i3\.large\.search/,
      { ...nodes({ instanceType: "i3.large.search" }), ...none },
    ),
    ...[undefined, 9, 24_577].map((volumeSize) =>
      domain(
        `with volumes of ${volumeSize} GiB`,
        disks({ volumeSize }),
        /Volume size must be between 10 and 24576 for m7g\.large\.search/,
        disks({ volumeSize: 24_576 }),
      ),
    ),
    domain(
      "with large volumes at a small node",
      { ...nodes({ instanceType: "t3.small.search" }), ...disks({ volumeSize: 101 }) },
      /between 10 and 100 for t3\.small\.search/,
      { ...nodes({ instanceType: "t3.small.search" }), ...disks({ volumeSize: 100 }) },
    ),
    ...[
      [2999, 3000],
      [16_001, 16_000],
    ].map(([refused, accepted]) =>
      domain(
        `with ${refused} operations a second`,
        disks({ iops: refused }),
        /iops of a gp3 volume .* 3000 and 16000/,
        disks({ iops: accepted }),
      ),
    ),
    ...[
      [124, 125],
      [1001, 1000],
    ].map(([refused, accepted]) =>
      domain(
        `with ${refused} MiB a second`,
        disks({ throughput: refused }),
        /throughput of a gp3 volume .* 125 and 1000/,
        disks({ throughput: accepted }),
      ),
    ),
    domain("with volumes of another kind", disks({ volumeType: "gp4" }), /standard, gp2, io1, gp3/),
  ]);

  it(
    "are not judged before they are known",
    inAccount(async ({ provider }) => {
      const inputs = single({ clusterConfig: overThree({ instanceCount: UNKNOWN }) });
      await provider.foresee(token.DOMAIN, "domain", inputs);
    }),
  );
});
