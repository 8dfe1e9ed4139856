import * as pulumi from "@pulumi/pulumi";
import { vaultName } from "../../../components/names/names";
import { stageProvider } from "../../../components/place/provider";
import { ArchiveVault } from "../../../components/vault/archive-vault";
import { foundation } from "../../foundation/contract";
import { storage } from "../contract";
import { config } from "./settings";
import { archiveTables, workingBuckets } from "./stores";
import { primaryTransitions } from "./tiers";

const stage = pulumi.getStack();
const { namespace, storesNamespace } = config();
const ground = foundation.receive();
const { accountId, owner, regions, keyArns } = ground;
const inAccount = {
  providers: [stageProvider("aws", { system: "storage", owner, accountId, region: regions.primary })],
};
const accessLogs = { bucketName: ground.accessLogBucketName };

const primary = new ArchiveVault(
  "primary",
  {
    bucketName: accountId.apply((account) => vaultName(stage, "primary", account)),
    lockDays: ground.retention.lockDays,
    keyArn: keyArns.data,
    accessLogs,
    breakGlassRoleArn: ground.breakGlassRoleArn,
    custodianRoleArns: ground.custodianRoleArns,
    transitions: primaryTransitions,
  },
  inAccount,
);

const buckets = workingBuckets({ namespace, accountId, keyArn: keyArns.data, accessLogs }, inAccount);
const tables = archiveTables({ storesNamespace, keyArn: keyArns.data }, inAccount);

export = storage.publish({
  namespace,
  vaults: { primary: { name: primary.bucketName, arn: primary.arn } },
  buckets: {
    unpackedBags: { name: buckets.unpackedBags.bucketName, arn: buckets.unpackedBags.arn },
    largeResponses: { name: buckets.largeResponses.bucketName, arn: buckets.largeResponses.arn },
  },
  tables: {
    ingests: { name: tables.ingests.tableName, arn: tables.ingests.arn },
    versions: { name: tables.versions.tableName, arn: tables.versions.arn },
  },
});
