export {
	cellAt,
	cellsAround,
	cellsIn,
	centreOfCell,
	coarser,
	isCell,
	nameOfCell,
	outlineOfCell,
	resolutionForZoom,
	resolutionOf,
	storedResolution,
} from './cells.ts';
export { contains, type Prepared, prepare } from './contains.ts';
export type {
	Area,
	Attribution,
	Box,
	Feature,
	Geometry,
	LineString,
	MultiPolygon,
	Point,
	Polygon,
	Position,
	Ring,
} from './geometry.ts';
export { boxesMeet, boxOf, inBox, polygonsOf, widen } from './geometry.ts';
export { centroid, labelPoint } from './label-point.ts';
export { areaOf, around, distance, ringArea } from './measure.ts';
export { type ReadOptions, type ReadResult, readArea, readGeometry } from './read-geojson.ts';
export { simplify } from './simplify.ts';
