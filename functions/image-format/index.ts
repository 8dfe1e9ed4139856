/** What CloudFront hands to a function, as far as this one looks at it [AWS: CloudFront Functions event structure]. */
interface ViewerRequest {
  readonly request: {
    uri: string;
    readonly headers: Record<string, { readonly value: string } | undefined>;
  };
}

/**
 * Makes one of two of all that browsers say they take: WebP, or anything. With WebP the path says so too: images that
 * were made before are looked up by it, where the proxy has put them.
 */
function handler(event: ViewerRequest): ViewerRequest["request"] {
  const request = event.request;
  const accept = request.headers["accept"];
  const takesWebp = accept !== undefined && accept.value.indexOf("image/webp") !== -1;
  request.headers["accept"] = { value: takesWebp ? "image/webp" : "*/*" };
  // Nobody but this function says it: who asks for it in the path asks for what there is not.
  if (takesWebp) request.uri = request.uri.replace("/img/", "/img/auto_webp/");
  return request;
}

void handler;
export type { ViewerRequest };
