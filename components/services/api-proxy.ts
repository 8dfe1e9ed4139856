import type { Container } from "./container";

/** MiB that are kept for nginx (storage-service.md 3.2). */
export const API_PROXY_MIB = 50;

/** Port on which nginx answers. */
export const API_PROXY_PORT = 9000;
/** Port on which the API behind it listens. */
const APP_PORT = 9001;

/** nginx before an API: it adds the headers that browsers ask for, and hands everything on. */
export function apiProxy(image: string): Container {
  return {
    name: "nginx",
    image,
    essential: true,
    memoryReservationMiB: API_PROXY_MIB,
    environment: { APP_HOST: "localhost", APP_PORT: String(APP_PORT) },
    secrets: {},
    ports: [API_PROXY_PORT],
    // The user `nginx` of the image; it keeps its process id and what it buffers here.
    user: "101:101",
    scratch: ["/var/cache/nginx", "/var/run"],
    logs: { driver: "awsfirelens" },
  };
}
