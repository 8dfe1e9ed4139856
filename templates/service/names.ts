/** Physical names of the service, known before any of it is there. */
export const names = (stage: string) => ({
  /** Of the service, and the beginning of all that is its own: at most 26 characters in all. */
  service: `strongroom-${stage}-new-system`,
  /** Where images are pushed to, in the stage's registry. */
  repository: `strongroom-${stage}/new-system`,
  /** The load balancer that faces the world, and its firewall. */
  balancer: `strongroom-${stage}-new-system`,
});
