/** What people call things in the headers of their files, in the languages of shops. */
const ENTITIES = {
  order:
    'order orders invoice transaction receipt purchase sale booking bestellung bestell bestellnummer bestellnr auftrag auftrags auftragsnummer rechnung rechnungs rechnungsnummer pedido pedidos commande ordine factura fatura facture venda nota bon beleg basket bill ticket 订单 订单号 单号',
  product:
    'product products item items sku stock article articles artikel artikelnummer produkt produkte produto produtos producto productos produit asin goods material ware variant stockcode 商品 产品',
  customer:
    'customer customers client clients kunde kunden kundennummer cliente clientes buyer user shopper member visitor consumer klant acheteur kd comprador usuario 客户 顾客 买家',
  merchant:
    'seller sellers merchant merchants vendor vendors dealer store shop händler haendler verkäufer verkaeufer vendedor lojista lieferant fournisseur vendeur partner 卖家 商家 店铺',
  payment: 'payment payments zahlung pagamento pago paiement 支付',
  session: 'session sessions visit besuch sitzung sessao 会话',
  line: 'line item position pos row zeile linha linea ligne lineitem',
} as const

const ATTRIBUTES = {
  id: 'id sku asin artikelnummer artikelnr stockcode bestellnummer bestellnr auftragsnummer rechnungsnummer kundennummer no nr num number nummer numero número code key uuid ref reference kennung hash token 号 编号',
  time: 'date time at timestamp datum zeit zeitpunkt uhrzeit data hora fecha jour when day tag created placed ordered purchased bought datetime ts bestelldatum kaufdatum rechnungsdatum auftragsdatum 日期 时间',
  price:
    'price preis einzelpreis stückpreis preco preço precio prix unitprice value wert valor betrag amount montant prezzo revenue total paid 单价 价格 金额',
  quantity:
    'quantity qty menge anzahl stück stueck stk quantidade qtd qtde cantidad quantite quantité quantità units pieces pcs count sold ordered aantal 数量',
  freight:
    'freight shipping versand versandkosten frete porto delivery transport postage envio livraison 运费',
  title:
    'name title titel description desc bezeichnung beschreibung descricao descrição descripcion nombre nome nom libelle designation 名称 标题',
  category:
    'category categories cat kategorie warengruppe categoria categoría catégorie department segment group gruppe 类目 分类',
  region:
    'country state region land bundesland estado uf pais país pays province provincia city stadt cidade ort location 国家 地区 省份',
  status: 'status state zustand situacao situação estado stand 状态',
  method: 'method type zahlart zahlungsart tipo art mode 方式',
  instalments: 'installments instalments raten parcelas cuotas',
  discount: 'discount rabatt desconto descuento remise nachlass 折扣',
  approved: 'approved freigegeben aprovado aprobado confirmed bestätigt',
  shipped: 'shipped carrier versandt verschickt dispatched enviado expedie sent handed 发货',
  promised: 'estimated promised expected due zugesagt geplant previsto prevista limit',
  delivered:
    'delivered delivery zugestellt geliefert angekommen entregue entregado livre received arrival arrived 送达',
  unique: 'unique person',
  cost: 'cost kosten einkaufspreis ek custo coste',
  score: 'score rating stars sterne nota bewertung',
} as const

export type Word = keyof typeof ENTITIES | keyof typeof ATTRIBUTES

const WORDS = new Map<string, Set<Word>>()
for (const [word, said] of [...Object.entries(ENTITIES), ...Object.entries(ATTRIBUTES)])
  for (const one of said.split(' ')) WORDS.set(one, (WORDS.get(one) ?? new Set<Word>()).add(word as Word))

/** What the words of a title may mean: `InvoiceNo` is an order and an id. */
export function wordsIn(title: string): ReadonlySet<Word> {
  const parts = title
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
  const found = new Set<Word>()
  for (const part of parts) {
    const direct = WORDS.get(part)
    if (direct) for (const word of direct) found.add(word)
    else
      for (const [known, words] of WORDS) if (isMadeOf(part, known)) for (const word of words) found.add(word)
  }
  return found
}

/** `artikelbezeichnung` holds both of its words; short ones are found in too much. */
const isMadeOf = (part: string, known: string) =>
  known.length >= 5 && part.length > known.length && (part.startsWith(known) || part.endsWith(known))
