import { Logger } from "@aws-lambda-powertools/logger";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { renew } from "./renew";

const { SECRET } = z.object({ SECRET: z.string().min(1) }).parse(process.env);
const logger = new Logger();
const secrets = new SecretsManagerClient({});

/** Gives a secret a new value at set times. Nothing of its event is needed. */
export async function handler(): Promise<void> {
  logger.info("the secret has a new value", { secret: SECRET, version: await renew(secrets, SECRET) });
}
