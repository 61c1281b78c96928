import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { filled, identityKey, instant, required, table, text, uuid } from './attributes';

/** billing_desktop.document_prints: each time that a document left the program; all but the first say COPY. */
export interface DocumentPrint extends Model<InferAttributes<DocumentPrint>, InferCreationAttributes<DocumentPrint>> {
  id: CreationOptional<string>;
  kind: string;
  entityId: string;
  printedAt: CreationOptional<string>;
  printedBy: CreationOptional<string>;
}

export function defineDocumentPrint(sequelize: Sequelize): ModelStatic<DocumentPrint> {
  return sequelize.define<DocumentPrint>(
    'DocumentPrint',
    {
      id: identityKey(),
      kind: required(text()),
      entityId: required(uuid()),
      printedAt: filled(instant()),
      printedBy: filled(text()),
    },
    table('billing_desktop', 'document_prints'),
  );
}
