// Copyright (c) 2026 Northgate Software LLC. All rights reserved.
import Flickity from "flickity";

export function gallery(element: HTMLElement): Flickity {
  return new Flickity(element, { wrapAround: true, imagesLoaded: true });
}
