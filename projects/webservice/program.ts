import { LIVE_PATH } from "../../components/services/http-targets";
import { CONTAINER_PORT } from "./environment";

/** User and group that the image is made for, in a stage and on one's own machine. */
export const USER = "10001:10001";

/** Asks the program whether it lives; the image has no curl. */
export const liveCheck = [
  "python",
  "-c",
  `import urllib.request as r; r.urlopen("http://127.0.0.1:${CONTAINER_PORT}${LIVE_PATH}", timeout=5)`,
] as const;

/** Brings the database up to the image; done again, it changes nothing. */
export const migrate = ["python", "manage.py", "migrate", "--noinput"] as const;

/** The same, and puts the static files where CloudFront finds them: new pages must not come before their files. */
export const migrateAndCollect = [
  "sh",
  "-c",
  `${migrate.join(" ")} && python manage.py collectstatic --noinput`,
] as const;
