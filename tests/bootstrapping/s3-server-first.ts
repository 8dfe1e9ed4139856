import { s3GatewayProgram } from "../servers/s3-gateway-program";

/** Sees to it that the S3 server is there before the tests of a describe: on a new machine it is built, for minutes. */
export function s3ServerFirst(): void {
  before("the S3 server is there", async function () {
    this.timeout("20m");
    await s3GatewayProgram((line) => process.stdout.write(`    ${line}\n`));
  });
}
