import { defaultTopics, type Topics } from './containerservices/topics.js';
import { type RequestText } from './xml/write-xml.js';

/** What a page may set on `finesse.cordboard` before its gadgets make requests. Not part of the vendor's library. */
export interface Settings {
  /** What becomes of markup in the texts of a request. Default `repair`: gadgets that escape by themselves and gadgets that do not both work. */
  requestText: RequestText;
  /** Hub topics of the container services, read when each is first used. Change one to meet a page that uses another name. */
  topics: Topics;
}

/** The settings that nobody has touched. */
export function defaultSettings(): Settings {
  return { requestText: 'repair', topics: defaultTopics() };
}
