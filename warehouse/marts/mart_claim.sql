-- zh: 陈述明细：每个现行陈述一行，附句子、文章与出处
-- en: One row a claim in force, with its sentence, its article and where to find it: all that a dossier needs.
-- grain: claim_id
-- column: claim_id | 陈述号 | Claim
-- column: region_code | 区域代码 | Region code
-- column: region | 区域 | Region, name in Chinese
-- column: region_en | 区域英文名 | Region, name in English
-- column: province_code | 省级代码 | Province-level unit that holds it
-- column: metric | 指标 | Metric
-- column: metric_zh | 指标名 | Metric, name in Chinese
-- column: metric_en | 指标英文名 | Metric, name in English
-- column: measure | 口径 | level, growth, share or increase
-- column: value | 数值 | Value in the unit
-- column: value_high | 数值上限 | Upper end of a range
-- column: unit | 单位 | Unit
-- column: comparator | 比较词 | eq, ge, le or approx
-- column: period_type | 时期类型 | Kind of period
-- column: period_start | 时期起 | First day of the period
-- column: period_end | 时期止 | Last day of the period
-- column: year | 年份 | Year the figure is for
-- column: as_of | 截至日期 | Day of a stock that the text dates
-- column: status | 状态 | actual, target or forecast
-- column: sector | 领域 | Sector
-- column: scope | 范围 | What else narrows the count
-- column: item | 对象名称 | Firm, fund, project, centre or programme
-- column: hedge | 保留语 | Hedge
-- column: policy | 政策 | Policy document
-- column: series_id | 序列号 | Series
-- column: quote | 原文 | The figure in the article's words
-- column: sentence | 句子 | The sentence that states it
-- column: quote_start | 原文在句中位置 | Where the quote begins in the sentence, from 0
-- column: title | 标题 | Title of the article
-- column: publisher | 来源 | Who wrote it
-- column: host | 转载站点 | Who carries it
-- column: published_on | 发布日期 | Day of publication
-- column: url | 网址 | Address, where known
-- column: page_name | 页面名称 | Inbox name or address of the page
-- column: page_sha256 | 页面哈希 | Name of the page in the archive
-- column: article_id | 文章版本号 | Article version
-- column: rule | 规则 | Rule that read it
-- column: reasons | 理由 | Why the fields are what they are
-- column: counts_in_totals | 计入合计 | May it enter a total?
-- column: not_counted_why | 不计原因 | Why not
-- assert: sentence is not null and page_name is not null
-- assert: substring(sentence, quote_start + 1, length(quote)) = quote
select
    c.claim_id,
    c.region_code,
    r.name_zh as region,
    r.name_en as region_en,
    r.province_code,
    c.metric,
    m.name_zh as metric_zh,
    m.name_en as metric_en,
    c.measure,
    c.value,
    c.value_high,
    c.unit,
    c.comparator,
    c.period_type,
    c.period_start,
    c.period_end,
    c.year,
    c.as_of,
    c.status,
    c.sector,
    c.scope,
    c.item,
    c.hedge,
    c.policy,
    c.series_id,
    c.quote,
    c.sentence,
    c.char_start - c.sentence_start as quote_start,
    a.title,
    a.publisher,
    a.host,
    a.published_on,
    a.url,
    p.name as page_name,
    p.page_sha256,
    c.article_id,
    c.rule,
    c.reasons,
    c.counts_in_totals,
    c.not_counted_why
from fct_claim c
join dim_region r using (region_code)
join dim_metric m using (metric)
join dim_article a using (article_id)
join (
    select article_id, min_by(name, fetched_at) as name, min_by(page_sha256, fetched_at) as page_sha256
    from article_page
    group by article_id
) p using (article_id)
where c.known_to is null
