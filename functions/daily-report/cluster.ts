import { Client } from "@opensearch-project/opensearch";

export interface SignIn {
  /** A DNS name, reached over TLS; or a URL without a port. */
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
}

/** A client of the cluster: of OpenSearch, or of Elasticsearch, whose searches are the same. */
export const clusterClient = ({ host, port, user, password }: SignIn): Client =>
  new Client({
    node: `${host.includes("://") ? host : `https://${host}`}:${port}`,
    auth: { username: user, password },
  });
