import * as pulumi from "@pulumi/pulumi";
import { balancerPromise } from "../../../components/load-balancer/balancer-promise";
import { stageProvider } from "../../../components/place/provider";
import { EDGE_REGION } from "../../../components/place/regions";
import { foundation } from "../../foundation/contract";
import { webservice } from "../contract";
import { backups } from "./backups";
import { database, databasePromise } from "./database";
import { entrance } from "./entrance";
import type { ServicePlace } from "./place";
import { config } from "./settings";
import { stores } from "./stores";

const settings = config();

const ground = foundation.receive();
const { accountId, owner, regions } = ground;
const inRegion = (name: string, region: pulumi.Input<string>) => ({
  providers: [stageProvider(name, { system: "webservice", owner, accountId, region })],
});
const at: ServicePlace = {
  stage: pulumi.getStack(),
  accountId,
  ground,
  accessLogs: { bucketName: ground.accessLogBucketName },
  primary: inRegion("aws", regions.primary),
  second: inRegion("aws-second", regions.second),
  // A stage without a CDN has nothing in us-east-1, and no provider of it.
  edge: () => inRegion(`aws-${EDGE_REGION}`, EDGE_REGION),
};

const { media, mediaKeyArn, checks, repository, signing, edgeLogs } = stores(settings, at);
const backedUp = backups(settings.backups, at);
const data = database(settings.database, at);
const { balancer, edge } = entrance(settings, at);

export = webservice.publish({
  componentRange: settings.componentRange,
  hostNames: settings.site.hostNames,
  zoneId: settings.site.zoneId ?? null,
  repositoryUrl: repository.url,
  database: databasePromise(data),
  media: { bucketName: media.bucketName, arn: media.arn, keyArn: mediaKeyArn },
  signingSecretName: signing.secretName,
  balancer: balancerPromise(balancer),
  cdn: edge && edgeLogs ? { ...edge, logBucketName: edgeLogs.bucketName } : null,
  checkBucketName: checks.bucketName,
  backup: backedUp,
});
