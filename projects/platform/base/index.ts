import * as pulumi from "@pulumi/pulumi";
import { SCAN_TAG } from "../../../components/buckets/upload-scan";
import { stageProvider } from "../../../components/place/provider";
import { EDGE_REGION } from "../../../components/place/regions";
import { foundation } from "../../foundation/contract";
import { reporting } from "../../reporting/contract";
import { platform } from "../contract";
import { backups } from "./backups";
import { databases } from "./databases";
import { entrance } from "./entrance";
import { events } from "./events";
import { files } from "./files";
import { memory } from "./memory";
import type { PlatformPlace } from "./place";
import { programs } from "./programs";
import { search } from "./search";
import { config } from "./settings";

const settings = config();

const ground = foundation.receive();
const { domainNames } = reporting.receive();
const { accountId, owner, regions } = ground;
const inRegion = (name: string, region: pulumi.Input<string>) => ({
  providers: [stageProvider(name, { system: "platform", owner, accountId, region })],
});
const at: PlatformPlace = {
  stage: pulumi.getStack(),
  accountId,
  ground,
  accessLogs: { bucketName: ground.accessLogBucketName },
  primary: inRegion("aws", regions.primary),
  second: inRegion("aws-second", regions.second),
  edge: inRegion(`aws-${EDGE_REGION}`, EDGE_REGION),
};

const { zone, hostNames, certificateArns, alarmTopicArn, balancer } = entrance(settings.zone, at);
const { buckets, filesKeyArn, edgeLogs } = files(settings.images, at);
const { cache, store } = memory(settings, at);

export = platform.publish({
  zone,
  hostNames,
  certificateArns,
  edge: { logBucketName: edgeLogs.bucketName, alarmTopicArn },
  databases: databases(settings.databases, at),
  cache,
  store,
  search: search(settings.search, domainNames, at),
  buckets,
  filesKeyArn,
  scanTag: SCAN_TAG,
  ...events(settings.events, at),
  imageBalancer: balancer,
  ...programs(at),
  backup: backups(settings, at),
});
