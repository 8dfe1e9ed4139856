import { Provider } from "@pulumi/aws/provider";
import { Queue } from "@pulumi/aws/sqs";

/** What there is beside the queues: the stack itself and the provider. */
const BESIDE = 2;

/** How many resources the stack is to have; the bench says. */
const resources = Number(process.env["FLOOR_RESOURCES"]);
if (!Number.isInteger(resources) || resources < BESIDE)
  throw new Error(
    `FLOOR_RESOURCES: expected a whole number from ${BESIDE}, got ${process.env["FLOOR_RESOURCES"]}`,
  );

const provider = new Provider("aws", { region: "eu-west-1", allowedAccountIds: ["111122223333"] });
for (let number = 1; number <= resources - BESIDE; number++) new Queue(`queue-${number}`, {}, { provider });
