import * as fs from "node:fs";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { Container } from "./container";

/** MiB that are kept for it: nginx itself, and what is on its way. */
export const SEARCH_PROXY_MIB = 50;

/** Port on which the cluster seems to be, by HTTP and inside the task alone. */
export const SEARCH_PROXY_PORT = 9200;

/** Its name in the task: a program that calls the cluster starts after it. */
export const SEARCH_PROXY = "search_proxy";

/** Puts in what is known only when the task starts, and becomes nginx. */
const START = `set -eu
resolver=$(sed -n 's/^nameserver *//p' "$RESOLV_CONF" | head -n 1)
printf '%s' "$NGINX_CONFIGURATION" | sed \\
  -e "s|@HOST@|$SEARCH_HOST|g" -e "s|@PORT@|$SEARCH_PORT|g" -e "s|@CA_FILE@|$CA_FILE|g" \\
  -e "s|@LISTEN_PORT@|$LISTEN_PORT|g" -e "s|@RESOLVER@|$resolver|g" -e "s|@SCRATCH@|$SCRATCH|g" > "$SCRATCH/nginx.conf"
exec nginx -e stderr -c "$SCRATCH/nginx.conf"`;

/** How the container is started: any image with nginx 1.19.5 or newer and a shell will do. */
export const searchProxyCommand = ["/bin/sh", "-c", START] as const;

/** What it reads from its environment beside the cluster's host and port. */
export const searchProxyEnvironment = {
  NGINX_CONFIGURATION: fs.readFileSync(path.join(__dirname, "search-proxy.conf"), "utf8"),
  LISTEN_PORT: String(SEARCH_PROXY_PORT),
  /** Where images of nginx keep the world's certificate authorities, be they Alpine's or Debian's. */
  CA_FILE: "/etc/ssl/certs/ca-certificates.crt",
  RESOLV_CONF: "/etc/resolv.conf",
  SCRATCH: "/tmp",
} as const;

export interface SearchProxySecrets {
  /** Name of the secret with the cluster's host, which its certificate must be good for. */
  readonly hostSecret: pulumi.Input<string>;
  /** Name of the secret with its port for HTTPS. */
  readonly portSecret: pulumi.Input<string>;
}

/**
 * nginx between a program that speaks as an Elasticsearch 8 client and OpenSearch, which refuses its media types
 * (decisions.md 6). The program signs in itself: its password passes through and is kept nowhere.
 */
export function searchProxy(image: string, { hostSecret, portSecret }: SearchProxySecrets): Container {
  return {
    name: SEARCH_PROXY,
    image,
    entryPoint: searchProxyCommand,
    essential: true,
    memoryReservationMiB: SEARCH_PROXY_MIB,
    environment: searchProxyEnvironment,
    secrets: { SEARCH_HOST: hostSecret, SEARCH_PORT: portSecret },
    // The user `nginx` of the image.
    user: "101:101",
    logs: { driver: "awsfirelens" },
  };
}
