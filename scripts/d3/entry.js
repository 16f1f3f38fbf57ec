// What the timeline needs of D3. Transitions come with d3-zoom.
export { scaleTime } from "d3-scale";
export { pointer, select } from "d3-selection";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
