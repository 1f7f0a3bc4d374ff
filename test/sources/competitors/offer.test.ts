import { describe, expect, it } from 'vitest'
import { offerIn, shownPrice } from '../../../src/sources/competitors/offer.ts'

describe('a price as people read it', () => {
  it.each([
    ['1.299,00 €', '1299.00'],
    ['$1,299.00', '1299.00'],
    ['1 299,50 zł', '1299.50'],
    ['CHF 1’299.–', '1299'],
    ['1.299', '1299'],
    ['1,5', '1.5'],
    ['19,90', '19.90'],
    ['from 19.90 to 24.90', '19.90'],
    ['1,234,567', '1234567'],
    ['0,00 €', null],
    ['call us', null],
  ])('%s is %s', (shown, price) => expect(shownPrice(shown)).toBe(price))
})

describe('a page of a product', () => {
  it('says what it asks in JSON-LD, of several offers the lowest', () => {
    const offers = [
      { '@type': 'Offer', price: 24.9, priceCurrency: 'EUR' },
      {
        '@type': 'Offer',
        price: '19.90',
        priceCurrency: 'EUR',
        availability: 'http://schema.org/OutOfStock',
      },
    ]
    const page = `<script type="application/ld+json">{ broken</script>
      <script type="application/ld+json">${JSON.stringify([{ '@type': ['Product'], name: 'Chair', gtin: 4006381333931, offers }])}</script>`
    expect(offerIn(page, null)).toEqual({
      price: '19.90',
      currency: 'EUR',
      availability: 'out_of_stock',
      title: 'Chair',
      gtin: '4006381333931',
    })
  })

  it('says it in an aggregate offer', () => {
    const offers = { '@type': 'AggregateOffer', lowPrice: '12.00', priceCurrency: 'USD' }
    const page = `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', offers })}</script>`
    expect(offerIn(page, null)).toMatchObject({ price: '12.00', currency: 'USD', availability: null })
  })

  it('says it in microdata', () => {
    const page = `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name"> Oak
      chair</h1><meta itemprop="gtin13" content="4006381333931"><div itemprop="offers" itemscope>
      <span itemprop="price" content="1299.00">1.299,00 €</span><meta itemprop="priceCurrency" content="EUR">
      <link itemprop="availability" href="https://schema.org/InStock"></div></div>`
    expect(offerIn(page, null)).toEqual({
      price: '1299.00',
      currency: 'EUR',
      availability: 'in_stock',
      title: 'Oak chair',
      gtin: '4006381333931',
    })
  })

  it('is read by selectors where it says nothing by itself', () => {
    const page = '<h1>Oak chair</h1><p class="price">Now: 1.299,00 €</p><p class="stock">Sold out</p>'
    expect(offerIn(page, { price: '.price', title: 'h1', availability: '.stock' })).toEqual({
      price: '1299.00',
      currency: 'EUR',
      availability: 'out_of_stock',
      title: 'Oak chair',
      gtin: null,
    })
    expect(offerIn(page, null)).toBeNull()
    expect(offerIn(page, { price: '.cost' })).toBeNull()
  })
})
