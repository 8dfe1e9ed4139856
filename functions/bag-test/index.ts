import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { accessToken } from "./access-token";
import { patience } from "./http";
import { report } from "./report";
import { resultOf, type Result } from "./result";
import { Task, type Run } from "./run";
import { settingsOf } from "./settings";
import { storageApi } from "./storage-api";
import { begin, look, type World } from "./tasks";

const settings = settingsOf(process.env);
const told = { metrics: new Metrics(), logger: new Logger() };
const s3 = new S3Client({});
const now = () => new Date();

async function secretValue(name: string): Promise<string> {
  const value = await getSecret(name);
  if (typeof value !== "string" || value === "")
    throw new Error(`the secret ${name} has no text as its value`);
  return value;
}

const world: World = {
  api: storageApi(settings.apiUrl, accessToken(settings, secretValue, now, patience), patience),
  infraBucket: settings.infraBucket,
  async put(key, body) {
    await s3.send(new PutObjectCommand({ Bucket: settings.infraBucket, Key: key, Body: body }));
  },
  limitSeconds: settings.limitSeconds,
  now,
};

/** One task of the state machine. */
export async function handler(event: unknown): Promise<Run | Result> {
  const task = Task.parse(event);
  if (task.task === "begin") return begin(task, world);
  if (task.task === "look") return look(task, world);
  const result = resultOf(task);
  report(result, told);
  return result;
}
