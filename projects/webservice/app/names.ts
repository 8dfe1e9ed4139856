/** Physical names of the web service; the deploys' rights know them (`components/identity/deployers/site-deploy/names.ts`). */
export const names = (stage: string) => ({
  /** Of the service, its distribution with the firewall, and its dashboard. */
  service: `strongroom-${stage}-web`,
  check: `strongroom-${stage}-web-check`,
});

/** The user of the database that the service signs in as; migrations make it. It owns no table. */
export const DATABASE_USER = "webservice";

/** Django's sessions in the database: a task may end at any time, and the next request meet another. */
export const SESSION_ENGINE = "django.contrib.sessions.backends.db";
