/** The galleries that are open now. Who is there when one opens hears `clinic-ui-gallery`; whose code comes later finds it here. */
export const openGalleries = new Set<HTMLElement>();
