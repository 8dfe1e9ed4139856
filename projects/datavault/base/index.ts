import * as pulumi from "@pulumi/pulumi";
import { stageProvider } from "../../../components/place/provider";
import { foundation } from "../../foundation/contract";
import { datavault } from "../contract";
import { keeperNames, workerNames } from "../names";
import { archive } from "./archive";
import { backups } from "./backups";
import { database } from "./database";
import { entrance } from "./entrance";
import { files } from "./files";
import { images } from "./images";
import type { DataVaultPlace } from "./place";
import { queue } from "./queue";
import { secondRegion } from "./second-region";
import { secrets } from "./secrets";
import { config } from "./settings";

const settings = config();
const stage = pulumi.getStack();

const ground = foundation.receive();
const { accountId, owner, regions, keyArns } = ground;
const inRegion = (name: string, region: pulumi.Input<string>) => ({
  providers: [stageProvider(name, { system: "datavault", owner, accountId, region })],
});
const at: DataVaultPlace = {
  stage,
  accountId,
  ground,
  primary: inRegion("aws", regions.primary),
  second: inRegion("aws-second", settings.archive.copyRegion),
  functions: {
    region: regions.primary,
    accountId,
    boundaryArn: ground.boundaryArn,
    dataKey: { keyArn: keyArns.data },
    logsKeyArn: keyArns.logs,
    logDays: ground.retention.logDays,
    alarmTopicArn: ground.alarmTopicArn,
  },
};

const away = secondRegion(at, settings.archive.copyRegion);
const { ingest, home, copy } = archive(settings.archive, at, away);
const backedUp = backups(settings.backups, at);
const secretNames = secrets(at, away);
const data = database(settings.database, at);
const shared = files(settings.files, at);
const { promise: rabbit, functionName } = queue(settings.queue, at);

export = datavault.publish({
  hostName: settings.site.hostName,
  workerNames: [...workerNames],
  repositoryUrls: images(settings, at),
  database: data,
  files: shared,
  queue: rabbit,
  archive: {
    bucketName: ingest.bucketName,
    arn: ingest.arn,
    region: regions.primary,
    keyArn: keyArns.data,
  },
  vaults: {
    home: { bucketName: home.vault.bucketName, region: regions.primary },
    copy: {
      bucketName: copy.vault.bucketName,
      region: settings.archive.copyRegion,
      alarmTopicArn: away.alarmTopicArn,
    },
  },
  secretNames,
  balancer: entrance(settings.site, at),
  backup: backedUp,
  functionNames: [keeperNames(stage).home, functionName],
});
