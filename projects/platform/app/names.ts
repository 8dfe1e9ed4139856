/** Physical names of what the platform runs; the deploys' rights know them. */
export const names = (stage: string) => ({
  /** Of the distribution with its firewall, and of the costs. */
  site: `strongroom-${stage}-platform`,
  /** Of the cluster of Kubernetes; its roles' begin so. */
  cluster: `strongroom-${stage}-platform`,
  /** Of the image proxy: the service, and the beginning of its roles'. */
  proxy: `strongroom-${stage}-images`,
  worker: (word: string) => `strongroom-${stage}-${word}-worker`,
  /** Of the role of a service's pods. */
  podRole: (word: string) => `strongroom-${stage}-platform-pods-${word}`,
  argoCdRole: `strongroom-${stage}-platform-argo-cd`,
});
