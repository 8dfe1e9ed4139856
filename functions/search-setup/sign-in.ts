import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Client, errors, type ClientOptions } from "@opensearch-project/opensearch";
import { AwsSigv4Signer } from "@opensearch-project/opensearch/aws-v3";
import { clusterOf, type Cluster } from "./cluster";

/** Who a refused sign-in is, to the security plugin. */
const UNAUTHORIZED = 401;

/** Old snapshots take the longest to go. */
const REQUEST_MILLISECONDS = 120_000;

/** How a cluster is reached: its node, and whose certificate is trusted. */
export type Reached = Pick<ClientOptions, "node" | "ssl">;

/** A client that tries nothing twice: what was refused once is refused for a reason. */
export const clientOf = (options: ClientOptions): Client =>
  new Client({ maxRetries: 0, requestTimeout: REQUEST_MILLISECONDS, ...options });

/** The cluster as a user of its own sees it. */
export const seenBy = (reached: Reached, username: string, password: string): Cluster =>
  clusterOf(clientOf({ ...reached, auth: { username, password } }));

/** The cluster as the IAM role sees it in which we run. */
export const seenByOurRole = (reached: Reached, region: string): Cluster =>
  clusterOf(
    clientOf({
      ...reached,
      ...AwsSigv4Signer({
        region,
        service: "es",
        // The runtime has this client; the provider that the signer would look for is not always there by name.
        getCredentials: () => new SecretsManagerClient().config.credentials(),
      }),
    }),
  );

/** Whether a user can sign in with a password. */
export async function signsIn(reached: Reached, name: string, password: string): Promise<boolean> {
  try {
    await seenBy(reached, name, password).get("/_plugins/_security/authinfo");
    return true;
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === UNAUTHORIZED) return false;
    throw error;
  }
}
