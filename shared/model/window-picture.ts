// A picture of a part of the window, which a person saves as a file.
import { z } from 'zod';

/** No screen is wider or higher, in the page's pixels. */
const MOST_PIXELS = 16_384;

const place = z.number().min(0).max(MOST_PIXELS);
const length = z.number().min(1).max(MOST_PIXELS);

/** A rectangle of the page as it is seen, in its own pixels from the upper left corner of the window. */
export const pictureAreaSchema = z.strictObject({ x: place, y: place, width: length, height: length });
export type PictureArea = z.infer<typeof pictureAreaSchema>;

/** `title` is of what is in the picture: the file is named after it. */
export const pictureRequestSchema = z.strictObject({ area: pictureAreaSchema, title: z.string().max(200) });
