import { listOf, memberOf, objectsAt, textAt, type XmlObject } from '../xml/values.js';
import { AdminObject } from './admin-object.js';
import { RestCollectionBase } from './rest-collection-base.js';

/** What of a call is shown where, as gadgets get it. */
export interface LayoutData {
  /** The heading's field; undefined for none. */
  readonly header: XmlObject | undefined;
  /** Two lists, for two columns of fields; each may be empty. */
  readonly columns: readonly [readonly XmlObject[], readonly XmlObject[]];
}

/** Which call variables are shown, and where. */
export class MediaPropertiesLayout extends AdminObject {
  override getRestClass(): string {
    return 'MediaPropertiesLayout';
  }

  getName(): string {
    return this.text('name');
  }

  getDescription(): string {
    return this.text('description');
  }

  /** `DEFAULT` or `CUSTOM`. */
  getType(): string {
    return this.text('type');
  }

  /** Its fields, however many there are. Throws an `Error` before it has been read. */
  override getData(): XmlObject & LayoutData {
    const data = super.getData();
    const [first, second] = listOf(memberOf(data, 'column')).map((column) => objectsAt(column, 'entry'));
    const [header] = objectsAt(data, 'header', 'entry');
    // The columns are lists of fields, which members of data read off a wire never need to say.
    return { ...data, header, columns: [first ?? [], second ?? []] };
  }

  protected override text(...path: readonly string[]): string {
    return textAt(super.getData(), ...path);
  }
}

/** All such layouts. */
export class MediaPropertiesLayouts extends RestCollectionBase<MediaPropertiesLayout> {
  override getRestClass(): string {
    return 'MediaPropertiesLayouts';
  }

  override getRestItemType(): string {
    return 'MediaPropertiesLayout';
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): MediaPropertiesLayout {
    return new this.kit.rest.MediaPropertiesLayout(options);
  }
}
