import type { XmlObject } from '../xml/values.js';
import type { Media, MediaSettings } from './media.js';
import type { RestHandlers } from './rest-base.js';
import { RestCollectionBase } from './rest-collection-base.js';

/** The media of an agent. They hear nothing by themselves: take one with `getMedia`. */
export class MediaList extends RestCollectionBase<Media> {
  readonly #media = new Map<string, Media>();

  override getRestClass(): string {
    return 'Media';
  }

  override getRestType(): string {
    return 'MediaList';
  }

  override getRestItemType(): string {
    return 'Media';
  }

  /** The medium of this id, which hears of its changes; one for each id. Throws an `Error` for one that is not in the list. */
  getMedia(options: { readonly id: string; readonly mediaOptions?: MediaSettings | undefined } & RestHandlers<Media>): Media {
    const { id, mediaOptions, ...handlers } = options;
    if (!Object.hasOwn(this.getCollection(), id)) throw new Error(`There is no medium ${id}`);
    const known = this.#media.get(id);
    if (known) {
      known.takeHandlers(handlers);
      return known;
    }
    const media = new this.kit.rest.Media({ id, parentObj: this.parent, ...handlers });
    media.setMediaOptions(mediaOptions);
    this.#media.set(id, media);
    return media;
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): Media {
    return new this.kit.rest.Media({ ...options, parentObj: this.parent, doNotSubscribe: true });
  }
}
